using System.Text;
using System.Xml.Linq;
using PayFunctions.Core;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Reports;

namespace PayFunctions.Tests.Core.Reconciliation;

public class ReportTests
{
    private static readonly MovementRow Ours = new(
        MovementKind.Payment, MovementStatus.Succeeded, "=HYPERLINK(\"x\")", "", "T,1", 1230, Currency.Cny, 7381, Days.Window.Start.AddHours(5), "", 3, 99);

    private static readonly MovementRow Theirs = Ours with { Amount = 1231, Line = 4, OrderId = "=HYPERLINK(\"x\")", Fee = null };

    [Fact]
    public void A_finding_is_one_line_of_CSV_and_no_formula()
    {
        var to = new MemoryStream();
        var csv = new DifferenceCsv(to);
        Tell(csv, [Ours], [Theirs]);
        csv.Flush();

        Assert.Equal(
            "Amount,Amount,Payment,\"'=HYPERLINK(\"\"x\"\")\",,1230,1231,CNY,CNY,7381,,Succeeded,Succeeded,\"T,1\",\"T,1\","
            + "2026-11-19T21:00:00Z,2026-11-19T21:00:00Z,3,4,,",
            Encoding.UTF8.GetString(to.ToArray()).Split('\n')[1]);
    }

    [Fact]
    public void The_digest_counts_all_by_hour_in_China_and_keeps_the_first()
    {
        var digest = new DifferenceDigest(most: 1);
        Tell(digest, [Ours, Ours with { OrderId = "B" }], []);

        Assert.Equal((2L, 2L, 1), (digest.ByHour.Sum(), digest.ByHour[5], digest.First.Count));
    }

    [Fact]
    public void The_page_stands_alone_and_escapes_what_others_wrote()
    {
        var hostile = Ours with { OrderId = "<script>alert(1)</script>" };
        var (coverage, differences) = Engine.Compare([hostile], []);
        var page = new StringWriter();

        HtmlReport.Write(page, new("20 November & more", Days.Window.Start,
            [new("wechatpay", coverage, new long[24], CauseAnalysis.Explain(differences, CauseFacts.None))]));

        var html = page.ToString();
        Assert.DoesNotContain("<script", html);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html);
        Assert.DoesNotContain("src=", html);
        Assert.DoesNotContain("href=", html);
        Assert.Contains("MissingThere", html);
        var charts = html[html.IndexOf("<svg", StringComparison.Ordinal)..html.IndexOf("<section", StringComparison.Ordinal)];
        Assert.Equal("svg", XElement.Parse(charts).Name.LocalName);
    }

    [Fact]
    public void A_report_without_differences_is_a_page_too()
    {
        var (coverage, _) = Engine.Compare([Ours], [Ours]);
        var page = new StringWriter();

        HtmlReport.Write(page, new("day", Days.Window.Start, [new("alipay", coverage, new long[24], [])]));

        Assert.Contains("100.0000", page.ToString());
    }

    [Fact]
    public void The_page_shows_objective_times_audit_and_shadow()
    {
        var page = new StringWriter();

        HtmlReport.Write(page, SampleReport.Make());

        var html = page.ToString();
        Assert.Contains(">Late</b>", html);
        Assert.Contains("Time to detect and to repair", html);
        Assert.Contains("The audit chain is broken at row 2", html);
        Assert.Contains("Judged otherwise, 1 keys", html);
    }

    [Fact]
    public void The_figures_are_CSV_with_a_line_for_each_hour()
    {
        var lines = new StringWriter();

        FiguresCsv.Write(lines, SampleReport.Make());

        var written = lines.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("channel,figure,of,value", written[0]);
        Assert.Equal(24, written.Count(line => line.StartsWith("wechatpay,differencesInHour,", StringComparison.Ordinal)));
        Assert.Contains("wechatpay,found,Fee,1", written);
        Assert.Contains("wechatpay,objective,Late,0.9995", written);
        Assert.Contains("wechatpay,meanSecondsToRepair,Rounding,3600", written);
        Assert.All(written, line => Assert.Equal(3, line.Count(letter => letter == ',')));
    }

    private static void Tell(IDifferenceSink sink, MovementRow[] here, MovementRow[] there) =>
        new Reconciler(new() { Partitions = 1, Workers = 1, Spill = () => new MemoryStream() }).Run(
            new([new MovementRows("here", here)], [new MovementRows("there", there)]), sink, TestContext.Current.CancellationToken);
}
