package drawing

// scenes is every picture there is, in the order of a walk through the town.
var scenes = []struct {
	name  string
	paint func(*plate)
}{
	{"harbour-cranes", harbourCranes},
	{"sea-wall", seaWall},
	{"breach", breach},
	{"net-loft", netLoft},
	{"ferry", ferry},
	{"trawler", trawler},
	{"lighthouse", lighthouse},
	{"storm", storm},
	{"fish-market", fishMarket},
	{"cannery", cannery},
	{"council-hall", councilHall},
	{"library-clock", libraryClock},
	{"school", school},
	{"street", street},
	{"market-stall", marketStall},
	{"bridge", bridge},
	{"bus", bus},
	{"bicycle", bicycle},
	{"football", football},
	{"brass-band", brassBand},
	{"pool", pool},
	{"piano", piano},
	{"window", window},
	{"portrait", portrait},
	{"tide-chart", tideChart},
	{"map-harbour", mapHarbour},
}
