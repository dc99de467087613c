using System.Text.Json;
using PayFunctions.Core.Reconciliation.Reports;
using PayFunctions.Tests.Core.Reconciliation;
using PayFunctions.Tests.Interop;

namespace PayFunctions.Tests.Browser;

/// <summary>The report as a reader sees it: in a real browser, from a file, without a network.</summary>
public sealed class HtmlReportInBrowserTests : IDisposable
{
    private const string Hostile = "<img src=https://example.invalid/x onerror=\"ran=1\"><script>ran=1</script>";

    private readonly string _folder = Directory.CreateTempSubdirectory("report-").FullName;

    [Fact]
    public async Task The_report_opens_in_a_browser_draws_its_charts_and_asks_nobody_for_anything()
    {
        var seen = await OpenAsync();

        Assert.Equal(("20 November", "20 November"), (Text(seen, "title"), Text(seen, "heading")));
        var charts = seen.GetProperty("charts").EnumerateArray().ToList();
        Assert.Equal(["Differences by channel and hour", "Differences by kind", "Causes of those listed"], charts.Select(chart => Text(chart, "name")));
        Assert.Equal(24, charts[0].GetProperty("bars").GetInt32());
        Assert.All(charts, chart => Assert.True(chart.GetProperty("width").GetDouble() > 300 && chart.GetProperty("height").GetDouble() > 20));
        Assert.Equal("solid", Text(seen, "tileBorder"));
        Assert.Single(seen.GetProperty("asked").EnumerateArray(), url => url.GetString()!.StartsWith("file:", StringComparison.Ordinal));
        Assert.Empty(seen.GetProperty("said").EnumerateArray());
        Assert.True(seen.GetProperty("narrow").GetBoolean(), "the page is wider than a telephone");
    }

    [Fact]
    public async Task What_others_wrote_stays_text_and_the_pages_policy_stops_what_would_get_in()
    {
        var seen = await OpenAsync();

        Assert.Contains(Hostile, seen.GetProperty("differences").EnumerateArray().Select(cell => cell.GetString()));
        Assert.Equal((0, "undefined"), (seen.GetProperty("scripts").GetInt32(), Text(seen, "ran")));
        var blocked = seen.GetProperty("blocked");
        Assert.Equal("undefined", Text(blocked, "ran"));
        Assert.Equal(
            ["img-src", "script-src-elem", "style-src-attr"], blocked.GetProperty("violated").EnumerateArray().Select(one => one.GetString()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<JsonElement> OpenAsync()
    {
        var browser = InstalledBrowser.PathOrSkip();
        var file = Path.Combine(_folder, "report.html");
        await using (var page = File.CreateText(file)) HtmlReport.Write(page, SampleReport.Make(Hostile));
        var said = await NodeScript.RunAsync(
            "page.mjs", Path.Combine("playwright-core", "index.mjs"), JsonSerializer.Serialize(new { browser, file }), folder: "Browser");
        return JsonDocument.Parse(said[^1]).RootElement;
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
