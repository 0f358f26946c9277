(()=>{try{let t=localStorage.getItem("theme");t&&document.documentElement.setAttribute("data-theme",t)}catch(t){}})();
