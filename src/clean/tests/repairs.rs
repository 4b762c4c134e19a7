//! Steps that repair what stays.

use super::*;

#[test]
fn images_get_their_addresses() {
    repaired(
        &[Step::Repair(images::repair)],
        &[
            (
                "<img src=data:image/gif;base64,R0 data-src=/a.jpg>",
                "<img src=\"/a.jpg\" data-src=\"/a.jpg\">",
            ),
            (
                "<img class=lazy src=/x/placeholder.png><noscript><img src=b.jpg></noscript>",
                "<img src=\"b.jpg\">",
            ),
            ("<img src=c.jpg><noscript><img src=c.jpg></noscript>¶", "<img src=\"c.jpg\">¶"),
            (
                "<picture><source srcset='d.webp 400w, e.webp 1700w, f.webp 3000w'><img></picture>",
                "<img srcset=\"d.webp 400w, e.webp 1700w, f.webp 3000w\" src=\"e.webp\">",
            ),
            (
                "<figure itemscope itemtype=http://schema.org/ImageObject itemid=p.jpg>q</figure>",
                "<figure itemscope=\"\" itemtype=\"http://schema.org/ImageObject\" itemid=\"p.jpg\"><img src=\"p.jpg\">q</figure>",
            ),
            ("<amp-img src=g.jpg></amp-img>", "<img src=\"g.jpg\">"),
            (
                "<img data-srcset='h.jpg 1x, i.jpg 2x'>",
                "<img data-srcset=\"h.jpg 1x, i.jpg 2x\" srcset=\"h.jpg 1x, i.jpg 2x\" src=\"i.jpg\">",
            ),
            (
                "<img src=k.gif width=1 height=1><img src=l.jpg><img src=l.jpg><img class=avatar src=m>",
                "<img src=\"l.jpg\">",
            ),
            ("<p>n<img class=emoji alt=🙂 src=o.png></p>", "<p>n🙂</p>"),
            (
                "<img src=q.jpg width=600 height=0><img src=r.gif width=0 height=0>",
                "<img src=\"q.jpg\" width=\"600\" height=\"0\">",
            ),
            (
                "<div>¶<img data-src=/s.jpg src=s></div><noscript><img src=t width=1 height=1></noscript>",
                "<div>¶<img data-src=\"/s.jpg\" src=\"/s.jpg\"></div>",
            ),
            (
                "<button><img src=u.jpg></button><img src=u.jpg>",
                "<button><img src=\"u.jpg\"></button><img src=\"u.jpg\">",
            ),
        ],
    );
}

#[test]
fn images_that_count_visits_go() {
    repaired(
        &[Step::Repair(images::repair)],
        &[
            (
                "¶<noscript><p><img src='//stats.example/hit.php?id=1' style='border:0' alt=''></p></noscript>",
                "¶",
            ),
            (
                "¶<noscript><img src='https://x.example/c?id=1' style='left:-9999px' alt=Counter></noscript>",
                "¶",
            ),
            ("¶<noscript><img src=//pixel.example/p.gif></noscript>", "¶"),
            ("¶<noscript><img src='//stats.example/b.gif?v=1'></noscript>", "¶"),
            ("¶<noscript><img src='//stats.example/b.gif?v=1' alt=Log></noscript>", "¶"),
            (
                "¶<noscript><img src=/photo/7 alt='A boat'></noscript>",
                "¶<img src=\"/photo/7\" alt=\"A boat\">",
            ),
            ("¶<noscript><img src=/photo.jpg?w=7></noscript>", "¶<img src=\"/photo.jpg?w=7\">"),
            ("<img class=lazy><noscript><img src=/photo/7></noscript>", "<img src=\"/photo/7\">"),
            ("¶<img src=/img/noimage.png>", "¶"),
        ],
    );
}

#[test]
fn of_one_image_twice_that_with_a_caption_stays() {
    repaired(
        &[Step::Repair(images::repair)],
        &[
            (
                "<img src=a.jpg>¶<figure><img src=a.jpg><figcaption>b</figcaption></figure>",
                "¶<figure><img src=\"a.jpg\"><figcaption>b</figcaption></figure>",
            ),
            (
                "<figure><img src=/big/a.jpg><figcaption>The boats lie on their sides</figcaption></figure><figure><img src=/small/a.jpg><figcaption>The boats lie on their sides </figcaption></figure>",
                "<figure><img src=\"/big/a.jpg\"><figcaption>The boats lie on their sides</figcaption></figure>",
            ),
            (
                "<figure><img src=/1/a.jpg><figcaption>b</figcaption></figure><figure><img src=/2/a.jpg><figcaption>b</figcaption></figure>",
                "<figure><img src=\"/1/a.jpg\"><figcaption>b</figcaption></figure><figure><img src=\"/2/a.jpg\"><figcaption>b</figcaption></figure>",
            ),
            (
                "<figure><img src=a.php?1><figcaption>The boats lie on their sides</figcaption></figure><figure><img src=a.php?2><figcaption>The boats lie on their sides</figcaption></figure>",
                "<figure><img src=\"a.php?1\"><figcaption>The boats lie on their sides</figcaption></figure><figure><img src=\"a.php?2\"><figcaption>The boats lie on their sides</figcaption></figure>",
            ),
            (
                "<figure><img src=a.jpg><figcaption>b</figcaption></figure><figure><img src=data:,><figcaption>b</figcaption></figure>",
                "<figure><img src=\"a.jpg\"><figcaption>b</figcaption></figure>",
            ),
            (
                "<figure><img src=/x/a.jpg><figcaption>b</figcaption></figure><figure><img src=/y/a.jpg><figcaption>c</figcaption></figure>",
                "<figure><img src=\"/x/a.jpg\"><figcaption>b</figcaption></figure><figure><img src=\"/y/a.jpg\"><figcaption>c</figcaption></figure>",
            ),
            (
                "<figure><img src=/tiny/a.jpg><noscript><img src=/wide/a.jpg width=900></noscript></figure>",
                "<figure><img src=\"/wide/a.jpg\" width=\"900\"></figure>",
            ),
        ],
    );
}

#[test]
fn frames_become_links() {
    repaired(
        &[Step::Repair(embeds::repair)],
        &[
            (
                "<iframe src=//v.example/1 title='A film' allowfullscreen></iframe>",
                "<figure class=\"ar-embed\"><a href=\"https://v.example/1\">A film</a></figure>",
            ),
            (
                "<figure><div><iframe data-src=https://v.example/1></iframe></div><figcaption>b</figcaption></figure>",
                "<figure class=\"ar-embed\"><div><a href=\"https://v.example/1\">v.example</a></div><figcaption>b</figcaption></figure>",
            ),
            (
                "<div class=ad><iframe src=https://x.example title=x></iframe></div><iframe src=https://y.example></iframe><iframe title=z src=javascript:x>",
                "<div class=\"ad\"></div>",
            ),
        ],
    );
}

#[test]
fn one_form_of_a_formula_stays() {
    repaired(
        &[Step::Repair(math::repair)],
        &[
            (
                "<span class=katex><span class=katex-mathml><math><mi>x</mi></math></span><span class=katex-html aria-hidden=true>x</span></span>",
                "<span class=\"katex\"><math><mi>x</mi></math></span>",
            ),
            (
                "<span class=mwe-math-element><span style='display: none'><math><mi>x</mi></math></span><img src=x.svg></span>",
                "<span class=\"mwe-math-element\"><math><mi>x</mi></math></span>",
            ),
            (
                "a <span class=MathJax_Preview></span><span class=MathJax>x²</span><script type='math/tex'>x^2</script> b",
                "a <code class=\"language-tex\">x^2</code> b",
            ),
        ],
    );
}

#[test]
fn layout_tables_are_unwrapped() {
    let table = [Step::Mark(tables::repair)];
    repaired(
        &table,
        &[
            ("<table><tr><td>¶</td></tr></table>", "<div><div><div><div>¶</div></div></div></div>"),
            (
                "<table role=presentation><tr><td>a<td>b</table>",
                "<div role=\"presentation\"><div><div><div>a</div><div>b</div></div></div></div>",
            ),
            (
                "<table><tr><td><table><tr><th>a<th>b<tr><td>c<td>d</table></table>",
                "<div><div><div><div><table><tbody><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></tbody></table></div></div></div></div>",
            ),
            (
                "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
                "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>",
            ),
        ],
    );
}

#[test]
fn captions_join_their_images() {
    let figure = [Step::Mark(figures::repair)];
    repaired(
        &figure,
        &[
            (
                "<div class=photo><img src=a><p class=wp-caption-text>b</p></div>¶",
                "<figure class=\"photo\"><img src=\"a\"><figcaption class=\"wp-caption-text\">b</figcaption></figure>¶",
            ),
            (
                "<figure><img src=a> b <i>c</i></figure>",
                "<figure><img src=\"a\"><figcaption> b <i>c</i></figcaption></figure>",
            ),
            (
                "<div><img src=a><span>b c</span></div>¶",
                "<figure><img src=\"a\"><figcaption><span>b c</span></figcaption></figure>¶",
            ),
            (
                "¶<p><img src=a></p> <p class=caption>b</p>¶<img src=c><p class='photo-credit'>d</p>",
                "¶<figure><p><img src=\"a\"></p><figcaption class=\"caption\">b</figcaption></figure> ¶<figure><img src=\"c\"><figcaption class=\"photo-credit\">d</figcaption></figure>",
            ),
            ("<div><img src=a>¶</div>", "<div><img src=\"a\">¶</div>"),
            (
                "<div><img src=a><p class=ar-standfirst>b</p></div>",
                "<div><img src=\"a\"><p class=\"ar-standfirst\">b</p></div>",
            ),
            (
                "<div><img src=a>¶<p class=caption>b</p></div>",
                "<div><img src=\"a\">¶<p class=\"caption\">b</p></div>",
            ),
            (
                "¶<figure><img src=a><p class=credit>Ada/Press</p><p>© c</p><figcaption>b</figcaption><p>d</p></figure>",
                "¶<figure><img src=\"a\"><figcaption>b <p class=\"credit\">Ada/Press</p> <p>© c</p></figcaption><p>d</p></figure>",
            ),
            (
                "<figure><img src=a><figcaption>b</figcaption><figcaption>c</figcaption></figure>",
                "<figure><img src=\"a\"><figcaption>b <div>c</div></figcaption></figure>",
            ),
            (
                "<figure><figure><img src=a></figure><figcaption class=ar-beside>b</figcaption></figure>",
                "<figure><figure><img src=\"a\"></figure><figcaption class=\"ar-beside\">b</figcaption></figure>",
            ),
            (
                "<figure><img src=a></figure> <div class='x ar-beside'>b</div>¶",
                "<figure><img src=\"a\"><figcaption class=\"x ar-beside\">b</figcaption></figure> ¶",
            ),
            (
                "<div><a><img src=a></a></div><span><i class=ar-beside>b c</i></span> <p class=ar-beside>Ada/Press</p>¶",
                "<figure><div><a><img src=\"a\"></a></div><figcaption><i class=\"ar-beside\">b c</i> <p class=\"ar-beside\">Ada/Press</p></figcaption></figure> ¶",
            ),
            (
                "<div><figure><img src=a></figure></div><p class=ar-beside>b</p>¶",
                "<div><figure><img src=\"a\"><figcaption class=\"ar-beside\">b</figcaption></figure></div>¶",
            ),
            (
                "<img src=a><h3 class=ar-beside>b</h3><p class=ar-beside>c</p>¶",
                "<img src=\"a\"><h3 class=\"ar-beside\">b</h3><p class=\"ar-beside\">c</p>¶",
            ),
            (
                "<figure><img src=a><figcaption>b</figcaption></figure><div>c</div>¶",
                "<figure><img src=\"a\"><figcaption>b</figcaption></figure><div>c</div>¶",
            ),
            (
                "<figure><img src=a><figcaption><span>Credit</span>Ada <span>Mc</span>donald</figcaption></figure>",
                "<figure><img src=\"a\"><figcaption><span>Credit</span> Ada <span>Mc</span>donald</figcaption></figure>",
            ),
        ],
    );
}

#[test]
fn credits_are_marked() {
    repaired(
        &[Step::Mark(beside::mark)],
        &[
            ("¶<p>(Photo: Ada Byron)</p>¶", "¶<p class=\"ar-beside\">(Photo: Ada Byron)</p>¶"),
            ("¶<p>Foto © Ada Byron</p>¶", "¶<p class=\"ar-beside\">Foto © Ada Byron</p>¶"),
            ("¶<p>A. Byron/Getty Images</p>¶", "¶<p class=\"ar-beside\">A. Byron/Getty Images</p>¶"),
            ("¶<p>They are from Getty Images.</p>¶", "¶<p>They are from Getty Images.</p>¶"),
            ("¶<p>Photo albums burn well.</p>¶", "¶<p>Photo albums burn well.</p>¶"),
            ("¶<ul><li>Photo: a boat</li></ul>¶", "¶<ul><li>Photo: a boat</li></ul>¶"),
        ],
    );
}

#[test]
fn links_in_place_of_posts_are_set_apart() {
    let post = "<blockquote class=\"x-media\"><a href=\"/1\">A post by Ada</a></blockquote>";
    let apart = post.replace("x-media", "ar-beside");
    let said = post.replace("x-media\">", "x-media\">No. ");
    let title = post.replace("x-media", "x");
    let beside = [Step::Mark(beside::mark)];
    repaired(&beside, &[(post, &apart), (&said, &said), (&title, &title)]);
}

#[test]
fn captions_are_set_apart_where_there_is_more_to_read() {
    let figure = "<figure><img src=\"a\"><figcaption>A boat</figcaption></figure>";
    let apart = figure.replace("<figcaption>", "<figcaption class=\"ar-beside\">");
    repaired(&[Step::Mark(beside::mark)], &[(&format!("{figure}¶"), &format!("{apart}¶")), (figure, figure)]);
}

#[test]
fn code_keeps_its_language_and_loses_its_line_numbers() {
    repaired(
        &[Step::Repair(code::repair)],
        &[
            (
                "<div class='highlight lang-rust'><pre><code>a</code></pre></div>",
                "<div class=\"highlight lang-rust\"><pre><code class=\"language-rust\">a</code></pre></div>",
            ),
            (
                "<pre data-lang=js>a</pre><pre class='brush: py'>b</pre>",
                "<pre data-lang=\"js\" class=\"language-js\">a</pre><pre class=\"language-py\">b</pre>",
            ),
            ("<pre><span class=lineno>1</span>a</pre>", "<pre>a</pre>"),
            (
                "<table><tr><td class=gutter><pre>1\n2</pre><td class=code><pre>a\nb</pre></table>",
                "<div><div><div><div class=\"code\"><pre>ab</pre></div></div></div></div>",
            ),
        ],
    );
}

#[test]
fn footnotes_have_one_form() {
    repaired(
        &[Step::Repair(footnotes::repair)],
        &[
            (
                "<p>a<a class=footnote href=#n1>[1]</a></p><ol><li id=n1><p>b</p></li></ol>",
                "<p>a<sup class=\"ar-footnote-ref\" id=\"ar-back-0\"><a class=\"footnote\" href=\"#n1\">[1]</a></sup></p><section class=\"ar-footnotes\"><ol><li id=\"n1\"><p>b <a href=\"#ar-back-0\" class=\"ar-footnote-back\">↩</a></p></li></ol></section>",
            ),
            (
                "<p>a<sup id=r1><a href=#n1>1</a></sup><div class=footnotes><ol><li id=n1>b <a href=#r1>^</a></ol></div>",
                "<p>a<sup id=\"r1\" class=\"ar-footnote-ref\"><a href=\"#n1\">1</a></sup></p><section class=\"ar-footnotes\"><ol><li id=\"n1\">b <a href=\"#r1\" class=\"ar-footnote-back\">^</a></li></ol></section>",
            ),
            ("<p><a href=#top>Top</a>", "<p><a href=\"#top\">Top</a></p>"),
        ],
    );
}

#[test]
fn lines_drawn_with_characters_are_rules() {
    for (marks, rule) in
        [("<p>* * *</p>", "<hr>"), ("<h3>_____</h3>", "<hr>"), ("<p>.</p>", ""), ("<p>|</p>", "")]
    {
        assert_eq!(after(STEPS, &format!("¶{marks}¶")).0, format!("¶{rule}¶"), "{marks}");
    }
    for stays in ["<p>[…]</p>", "<p>★★★</p>", "<p>…</p>"] {
        assert_eq!(after(STEPS, &format!("¶{stays}¶")).0, format!("¶{stays}¶"));
    }
}

#[test]
fn heading_levels_have_no_gaps() {
    repaired(
        &[Step::Repair(headings::repair)],
        &[
            ("<h1>a</h1><h3>b</h3><h6>c</h6><h3>d</h3>", "<h2>a</h2><h3>b</h3><h4>c</h4><h3>d</h3>"),
            ("<h2>a</h2><h3><img src=b></h3>", "<h2>a</h2><div><img src=\"b\"></div>"),
            (
                "<h3>Nobody knows any longer who built the pier.</h3>¶<h3>The pier</h3>",
                "<p>Nobody knows any longer who built the pier.</p>¶<h2>The pier</h2>",
            ),
            (
                "<h2>Who built the pier of the village, and why?</h2>¶<h2>Then it fell down all by itself in a night.</h2>",
                "<h2>Who built the pier of the village, and why?</h2>¶<h2>Then it fell down all by itself in a night.</h2>",
            ),
            ("<h2>a<a id=b href=#b>#</a></h2>", "<h2>a<a id=\"b\"></a></h2>"),
            (
                "<h2 id=b><a href=/news/long-way#b>a</a></h2><h3><a href=#b>c</a></h3>",
                "<h2 id=\"b\"><span>a</span></h2><h3><a href=\"#b\">c</a></h3>",
            ),
            (
                &paragraph(1).replace("<p>", "<h2>").replace("</p>", "</h2>"),
                &paragraph(1).replace("p>", "div>"),
            ),
        ],
    );
}

#[test]
fn notes_on_authors_are_marked() {
    repaired(
        &[Step::Mark(author_note::mark)],
        &[
            (
                "¶¶<p><i>Ada Byron writes about ferries and engines.</i></p>",
                "¶¶<p class=\"ar-author-note\"><i>Ada Byron writes about ferries and engines.</i></p>",
            ),
            ("¶¶<p>Charles writes about Ada Byron now.</p>", "¶¶<p>Charles writes about Ada Byron now.</p>"),
        ],
    );
}
