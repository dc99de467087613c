using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Tests.Core.Reconciliation;

namespace PayFunctions.Tests.Sandbox.Reconcile;

/// <summary>The command as a process: its exit code is its answer.</summary>
public sealed class ReconcileCommandTests : IDisposable
{
    private const string Same =
        LedgerFile.Header + "\n2026-11-20T00:00:01Z,payment,ORD0001,,4200000000202611200000000001,1230,CNY,7.381,succeeded\n"
        + "2026-11-20T01:30:00Z,refund,ORD0001,RF0001,,230,CNY,,succeeded\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("reconcile-").FullName;

    [Fact]
    public void Two_books_that_agree_are_0()
    {
        var (code, json) = Run(Same, BillText.Trade);

        Assert.Equal(0, code);
        Assert.Equal((true, 2), (json.GetProperty("agrees").GetBoolean(), json.GetProperty("here").GetProperty("matched").GetInt32()));
    }

    [Fact]
    public void Differences_are_1_and_are_listed_and_reported()
    {
        var (code, json) = Run(Same.Replace("1230,CNY", "1200,CNY").Replace("RF0001", "RF0002"), BillText.Trade, "--max-differences", "2");

        Assert.Equal(1, code);
        Assert.Equal(
            """{"missingHere":1,"missingThere":1,"amount":1}""", json.GetProperty("found").GetRawText());
        Assert.Equal(2, json.GetProperty("listed").GetInt32());
        Assert.Equal(3, File.ReadAllLines(Path.Combine(_folder, "differences.csv")).Length);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(_folder, "report.html")));
    }

    [Theory]
    [InlineData("--date", "2026-11-21")]
    [InlineData("--hash", "0000000000000000000000000000000000000000")]
    [InlineData("--max-time", "0.0000001s")]
    public void A_refusal_is_2_and_leaves_no_report(string option, string value)
    {
        var (code, json) = Run(Same, BillText.Trade, option, value);

        Assert.Equal(2, code);
        Assert.NotEqual("", json.GetProperty("refused").GetString());
        Assert.False(File.Exists(Path.Combine(_folder, "report.html")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (int Code, JsonElement Json) Run(string ledger, string bill, params string[] more)
    {
        File.WriteAllText(Path.Combine(_folder, "ledger.csv"), ledger);
        File.WriteAllBytes(Path.Combine(_folder, "bill.csv"), BillText.WithMark(bill));
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "PayFunctions.Sandbox.dll"), "reconcile", "--ledger", "ledger.csv", "--bill", "bill.csv",
            "--channel", "wechatpay", "--json", "--differences", "differences.csv", "--report", "report.html", .. more,
        ])
        { WorkingDirectory = _folder, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, JsonDocument.Parse(output).RootElement);
    }
}
