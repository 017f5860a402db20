namespace Swictation.Stt.Evaluation;

/// <summary>The style and the script of the HTML report. Neither holds a less-than sign or an ampersand, so that the page stays XML.</summary>
internal static class HtmlAssets
{
    public const string Style = """

        :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
        body { margin: 1.5rem; }
        table { border-collapse: collapse; margin: 1rem 0; }
        th button { all: unset; cursor: pointer; font-weight: 600; padding: .3rem .6rem; }
        th button:focus-visible { outline: 2px solid; }
        td { padding: .2rem .6rem; border-top: 1px solid #8884; }
        td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        td.a { border-top: none; padding-bottom: .8rem; max-width: 70rem; }
        .w { display: inline-block; margin: 0 .15rem .3rem 0; vertical-align: top; }
        .w span { display: block; white-space: pre-wrap; }
        .w.m span + span { opacity: .45; }
        .s { background: #f5a62355; }
        .d { background: #e0433655; }
        .i { background: #2e9d4f55; }

        """;

    // A file's figures and its alignment are one tbody, so sorting moves them together.
    public const string Script = """

        "use strict";
        document.querySelectorAll("table").forEach(function (table) {
          table.querySelectorAll("th button").forEach(function (button, column) {
            let direction = -1;
            button.addEventListener("click", function () {
              const key = function (body) { return body.rows[0].cells[column].dataset.value; };
              const bodies = Array.from(table.tBodies);
              bodies.sort(function (one, other) {
                return direction * (column === 0 ? key(one).localeCompare(key(other)) : Number(key(one)) - Number(key(other)));
              });
              bodies.forEach(function (body) { table.appendChild(body); });
              direction = -direction;
            });
          });
        });

        """;
}
