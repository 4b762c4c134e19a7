//! Phrases are labels, not the words that a sentence begins with: for each list of phrases, sentences that stay among
//! the article's paragraphs whatever step reads them, and labels that go.

use super::*;

/// Each is a paragraph between others, and a section's first words, and stays.
fn stay(sentences: &[&str]) {
    for sentence in sentences {
        for html in [format!("¶<p>{sentence}</p>¶"), format!("¶<h2>A heading</h2><p>{sentence}</p>¶¶")] {
            let (out, trace) = after(STEPS, &html);
            assert_eq!(out, html, "{trace:?}");
        }
    }
}

/// Each is a heading of the article, over a paragraph and over a film, and stays.
fn head(headings: &[&str]) {
    for heading in headings {
        for html in [
            format!("¶<h2>{heading}</h2>¶"),
            format!("¶<div><h2>{heading}</h2></div>¶"),
            format!("¶<h2><a href=\"#here\">{heading}</a></h2>¶"),
            format!("¶<h2>{heading}</h2><video src=\"a.mp4\"></video>¶"),
        ] {
            let (out, trace) = after(STEPS, &html);
            assert_eq!(out, html, "{trace:?}");
        }
    }
}

/// Each, between two paragraphs, goes.
fn go(labels: &[&str]) {
    for label in labels {
        let (out, trace) = after(STEPS, &format!("¶¶{label}¶"));
        assert_eq!(out, "¶¶¶", "from {label}: {trace:?}");
    }
}

const LINKS: &str =
    "<ul><li><a href=/x>The boat that came back</a></li><li><a href=/y>The boat that did not</a></li></ul>";

#[test]
fn related() {
    stay(&[
        "More than just CPU profiling",
        "More boats were lost that night than in the whole year before, and nobody counted the nets.",
        "More <a href=\"/x\">than a hundred boats</a> came.",
        "“More.”",
        "“Watch!”",
        "Watch the water, she said.",
        "Also on board was a goat.",
        "Related by marriage, they shared a boat.",
        "<b>What’s next?</b>",
        "Trending downward since May, the price of nets has not moved.",
        "Read more books, said the teacher.",
        "Lesen Sie auch das Kleingedruckte, riet der Anwalt.",
        "À lire, ces lettres ont l’air d’avoir été écrites hier.",
        "Por último, más noticias no siempre son buenas noticias.",
        "Relacionados con el mar, los oficios desaparecen uno tras otro.",
        "По теме доклада спорили до утра.",
        "下一篇文章我想写写那条船。",
        "人気記事を書いたのは、隣の町の少年だった。",
    ]);
    head(&[
        "More than just CPU profiling",
        "What’s next?",
        "Watch the water",
        "Related work",
        "Latest news",
        "Recommended tools",
        "More on boats",
        "Read more books",
        "Weitere Artikel des Grundgesetzes",
        "À lire en mer",
        "По теме и не по теме",
        "人気記事の書き方",
    ]);
    go(&[
        "<h3>Related articles</h3>",
        "<p>Read more: <a href=/x>The boat that came back</a></p>",
        "<p><b>More:</b> <a href=/x>The boat that came back</a></p>",
        "<p>Also: <a href=/x>The boat that came back</a></p>",
        "<p>Watch <a href=/x>The boat that came back</a></p>",
        "<p><a href=/x>Lesen Sie auch: Das Boot</a></p>",
        "<p>À lire : <a href=/x>Le bateau revenu</a></p>",
        "<p>【関連記事】<a href=/x>船の話</a></p>",
        "<aside><a href=/x><img src=/a.jpg>The boat that came back</a></aside>",
        "<p>По теме: <a href=/x>Лодка вернулась</a></p>",
    ]);
    for heading in
        ["More", "Related", "What’s next", "Trending now", "More from the harbor", "相关新闻", "人気記事"]
    {
        go(&[&format!("<h2>{heading}</h2>{LINKS}"), &format!("<p><b>{heading}</b></p>{LINKS}")]);
    }
}

#[test]
fn share() {
    stay(&[
        "Share.",
        "Copy that.",
        "Follow <a href=\"/x\">the towpath</a> to the harbor.",
        "Share the road, say the signs.",
        "Print is not dead.",
        "Teilen will gelernt sein.",
        "Compartir era fácil.",
        "分享是一种美德。",
        "3 of 4",
        "Five stars.",
        "4 stars out of 5",
    ]);
    let services = "<ul><li>Facebook</li><li>Mastodon</li><li>Threads</li></ul>";
    let verbs = "<ol><li>Save</li><li>Print</li><li>Wait for the ink to dry</li></ol>";
    let table = "<table><tbody><tr><th>Service</th><th>Boats</th></tr><tr><td><a href=\"https://paper.example/f\">Facebook</a></td><td>4</td></tr></tbody></table>";
    for html in [services, verbs, table, "<p>See <a href=\"https://paper.example/t\">Twitter</a>.</p>"] {
        let html = format!("¶{html}¶");
        assert_eq!(after(STEPS, &html).0, html);
    }
    go(&[
        "<div>Share this article</div>",
        "<p><a href=/x>Share on Somewhere</a></p>",
        "<p>Share this post</p>",
        "<p><a href=#top>Back to top</a></p>",
        "<p>Follow The Paper on <a href=/x>Facebook</a> and <a href=/y>X</a></p>",
        "<p>Suivez-nous sur <a href=/x>Instagram</a>.</p>",
        "<p><a href=/x>Partager</a></p><p><a href=/y>Facebook</a></p>",
        "<div>分享到</div>",
        "<div>4.5 stars from 12 votes</div>",
    ]);
    for list in
        ["<li>Share<li>Facebook", "<li><a href=/x>Facebook</a><li><a href=/y>Telegram</a>", "<li>Del<li>X"]
    {
        assert_eq!(after(STEPS, &format!("¶<ul>{list}</ul>¶")).0, "¶<ul></ul>¶");
    }
}

#[test]
fn sign_up() {
    stay(&[
        "Sign up for the choir, they told him, and he did.",
        "Sign up at <a href=\"/x\">the harbor office</a> before noon.",
        "Subscribe to a theory long enough and it will pay you back.",
        "Her newsletter, <a href=\"/x\">The Low Tide</a>, is delivered to three hundred kitchens, and they all sign up for it again each spring.",
        "Newsletters are the new pamphlets.",
        "Abonnieren Sie Ruhe, wenn Sie können.",
        "Suscríbete a la vida, decía el cartel.",
        "Inscrivez-vous à la course auprès du <a href=\"/x\">bureau du port</a>.",
        "订阅的人越来越多,报纸却越来越薄。",
    ]);
    head(&["Newsletters and the men who write them", "Sign up sheets", "Subscribe and save"]);
    let steps =
        "<ol><li>Sign up at <a href=\"https://paper.example/x\">the office</a> today</li><li>Wait</li></ol>";
    assert_eq!(after(STEPS, &format!("¶{steps}¶")).0, format!("¶{steps}¶"));
    go(&[
        "<p><a href=/x>Sign up for our newsletter</a> and never miss a boat.</p>",
        "<p>Want more boats? <a href=/x>Sign up for our free newsletter</a>, which goes out each Friday, and never miss one again.</p>",
        "<p>Want more boats? Sign up for <a href=/x>The Low Tide</a>, the newsletter that goes out each Friday, and never miss one again.</p>",
        "<p>For the latest from the harbor, have a look at <a href=/x>our page</a>, and sign up for our newsletter, which is free.</p>",
        "<p>Subscribe to our <a href=/x>podcast</a> today</p>",
        "<aside><h3>Subscribe today</h3><p>One month free.</p></aside>",
        "<div><h3>Sign up</h3><p>All boats by mail.</p></div>",
        "<div><h3>The Low Tide</h3><p>The week in boats, delivered to your inbox.</p></div>",
        "<p><a href=/x>Jetzt anmelden</a></p>",
        "<p>Inscrivez-vous à notre <a href=/x>infolettre</a></p>",
    ]);
}

#[test]
fn notices() {
    stay(&[
        "“We use cookies,” says the banner, and nobody has ever read on.",
        "We use cookies for the session and nothing else, which is why the server, as it turned out, forgot everybody at midnight.",
        "Adblock is older than most of its users.",
        "Cookie settings are where good intentions go to die.",
        "To continue reading was out of the question.",
        "Log in or stay out: that was the choice.",
        "Il vous reste trois jours, dit le médecin.",
        "残りの三人は船に残った。",
        "登录后,打开设置页面。",
        "로그인 후 설정을 연다.",
        "Copyright lawyers expect 3 more years of this.",
    ]);
    head(&["Unlock the full potential of your nets", "Written by the sea", "Cookie settings, explained"]);
    let steps = "<ol><li>Create a free account at <a href=\"https://paper.example/x\">the office</a></li><li>Wait</li></ol>";
    assert_eq!(after(STEPS, &format!("¶{steps}¶")).0, format!("¶{steps}¶"));
    let last = "¶¶<p>Copyright lawyers, of whom there are many in the village now, expect that the case will go on, and on, for years to come.</p>";
    assert_eq!(after(STEPS, last).0, last);
    go(&[
        "<p>Already a subscriber? <a href=/x>Log in</a></p>",
        "<h3>About the author</h3>",
        "<p>To continue reading, subscribe.</p>",
        "<p>Il vous reste 65 % de cet article à lire.</p>",
        "<p>残り1234文字</p>",
        "<p>登录后阅读全文</p>",
        "<p>Cookie settings</p>",
        "<h3>Written by Ada Byron</h3>",
    ]);
    for last in ["<p>Copyright 2024 The Paper</p>", "<p>© The Paper</p>", "<p>Alle Rechte vorbehalten.</p>"]
    {
        assert_eq!(after(STEPS, &format!("¶¶{last}")).0, "¶¶");
    }
}

#[test]
fn comments() {
    stay(&[
        "Comments were few.",
        "Comment expliquer ce départ ?",
        "What do you think will happen to the boats?",
        "Comentarios hubo muchos.",
        "评论说,船不会回来了。",
    ]);
    for html in ["¶¶¶<h2>Comments</h2>¶¶", "¶¶¶<h2>Responses</h2>¶", "¶¶¶<h2>Kommentare</h2>¶"] {
        assert_eq!(after(STEPS, html).0, html);
    }
    for last in
        ["<h3>Comments</h3>", "<p>Leave a reply</p>", "<h3>3 Comments</h3><p><a href=/x>Log in</a></p>"]
    {
        assert_eq!(after(STEPS, &format!("¶¶{last}")).0, "¶¶");
    }
}

#[test]
fn controls() {
    let faq = "<h3><button aria-expanded=true>Who owns the boats?</button></h3>";
    assert_eq!(
        after(STEPS, &format!("¶{faq}¶")).0,
        "¶<h2><span aria-expanded=\"true\">Who owns the boats?</span></h2>¶"
    );
    let folded =
        "<h3><button aria-expanded=false>Fares</button></h3> <div hidden style=\"display: none\">¶</div>";
    assert_eq!(after(STEPS, &format!("¶{folded}¶")).0.matches('¶').count(), 3);
    let details = "<details><summary role=\"button\">Who owns the boats?</summary>¶</details>";
    assert_eq!(after(STEPS, &format!("¶{details}¶")).0, format!("¶{details}¶"));
    let shown = "<figure><button aria-label=Enlarge><img src=\"a.jpg\"></button></figure>";
    assert!(after(STEPS, &format!("¶{shown}¶")).0.contains("a.jpg"));
    go(&["<button>Show more</button>", "<div role=button>Menu</div>"]);
}

#[test]
fn advertisements() {
    stay(&[
        "Advertisement is an old trade.",
        "Anzeige erstattete niemand.",
        "Publicité ou pas, le bateau est parti.",
        "Реклама двигатель торговли.",
        "广告写得很好。",
    ]);
    head(&["Advertising", "Anzeigen", "Реклама"]);
    let table = "<table><tbody><tr><th>Source</th><th>Share</th></tr><tr><td>Advertising</td><td>4</td></tr></tbody></table>";
    let list = "<ul><li>Rent</li><li>Advertising</li></ul>";
    for html in [table, list] {
        assert_eq!(after(STEPS, &format!("¶{html}¶")).0, format!("¶{html}¶"));
    }
    go(&["<div>Advertisement</div>", "<p>— Werbung —</p>", "<p>Publicité</p>", "<div>广告</div>"]);
}

#[test]
fn bylines() {
    for first in [
        "By the sea it was cold.",
        "Von hier aus sieht man 3 Boote.",
        "In 2024, 14 boats came back.",
        "Vor 30 Jahren war hier 1 Hafen.",
        "Fantastic 4 of them.",
        "Par temps clair, on voit 2 îles.",
        "文は人なり。",
    ] {
        let html = format!("<p>{first}</p>¶¶");
        assert_eq!(after(STEPS, &html).0, html);
    }
    for first in [
        "By Ada Byron",
        "Published May 6, 2024, 10:12",
        "6. Mai 2024, 10.12 Uhr",
        "4 min read",
        "3시간전",
        "hace 3 horas",
    ] {
        assert_eq!(after(STEPS, &format!("<p>{first}</p>¶¶")).0, "¶¶");
    }
}

#[test]
fn tags() {
    stay(&[
        "Tags were sewn to the sails.",
        "<a href=\"/x\">Topics that nobody raised at the harbor meeting</a>",
        "<a href=\"/x\">Temas que nadie quiso tratar</a>",
        "<a href=\"/x\">Темы, которых никто не касался</a>",
        "Themen gab es genug.",
    ]);
    go(&[
        "<p>Tags: <a href=/x>boats</a>, <a href=/y>sea</a></p>",
        "<p>Filed under <a href=/x>boats</a></p>",
        "<p><a href=/x>标签：船</a></p>",
    ]);
}
