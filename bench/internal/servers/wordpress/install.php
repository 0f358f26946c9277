<?php
// Installs WordPress into the empty database that wp-config.php names, and
// loads the stories of a file straight into its tables.
//
//   php install.php DIRECTORY-OF-WORDPRESS STORIES.json
if ($argc !== 3) {
    fwrite(STDERR, "usage: install.php DIRECTORY STORIES\n");
    exit(2);
}
[, $directory, $file] = $argv;
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['REQUEST_URI'] = '/';
define('WP_INSTALLING', true);
function wp_new_blog_notification() {} // there is nobody to write to
require $directory . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install('The paper', 'bench', 'bench@paper.test', true, '', 'no secret');
update_option('permalink_structure', '/%year%/%monthnum%/%day%/%postname%/');
$wp_rewrite->init();
flush_rewrite_rules(false);

$stories = json_decode(file_get_contents($file), true, 512, JSON_THROW_ON_ERROR);
$wpdb->query('START TRANSACTION');
foreach ($stories as $i => $story) {
    $at = gmdate('Y-m-d H:i:s', strtotime($story['published']));
    $ok = $wpdb->insert($wpdb->posts, [
        'post_author' => 1, 'post_date' => $at, 'post_date_gmt' => $at, 'post_modified' => $at, 'post_modified_gmt' => $at,
        'post_title' => $story['title'], 'post_excerpt' => $story['dek'], 'post_content' => $story['html'],
        'post_name' => $story['slug'], 'post_status' => 'publish', 'post_type' => 'post', 'comment_status' => 'open',
        'to_ping' => '', 'pinged' => '', 'post_content_filtered' => '',
    ]);
    $ok = $ok && $wpdb->insert($wpdb->term_relationships, ['object_id' => $wpdb->insert_id, 'term_taxonomy_id' => 1]);
    if (!$ok) {
        fwrite(STDERR, "story $i: $wpdb->last_error\n");
        exit(1);
    }
}
$wpdb->query($wpdb->prepare("UPDATE $wpdb->term_taxonomy SET count = count + %d WHERE term_taxonomy_id = 1", count($stories)));
$wpdb->query('COMMIT');
