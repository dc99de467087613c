using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Tests.Core.Reconciliation;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Sandbox.Reconcile;

/// <summary>The command as a process: its exit code is its answer.</summary>
public sealed class ReconcileCommandTests : IDisposable
{
    private const string Same = BillText.Ledger;

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

    [Fact]
    public void The_accounts_own_bill_is_the_third_side()
    {
        WriteFunds(BillText.Fund);

        var (code, json) = Run(Same, BillText.Trade, "--funds", "funds.csv", "--date", "2026-11-20");

        Assert.Equal(0, code);
        Assert.Equal(3, json.GetProperty("funds").GetProperty("here").GetProperty("matched").GetInt32());
    }

    [Fact]
    public void A_fee_that_only_the_account_has_otherwise_is_found_in_the_third_side()
    {
        WriteFunds(BillText.Fund.Replace("`0.07,`12.23", "`0.09,`12.21").Replace("`2.36", "`2.38"));

        var (code, json) = Run(Same, BillText.Trade, "--funds", "funds.csv");

        Assert.Equal(1, code);
        Assert.Equal("{}", json.GetProperty("found").GetRawText());
        Assert.False(json.GetProperty("agrees").GetBoolean());
        Assert.Equal("""{"fee":1}""", json.GetProperty("funds").GetProperty("found").GetRawText());
        var line = File.ReadAllLines(Path.Combine(_folder, "differences.csv"))[1];
        Assert.StartsWith("Fee,Amount,Fee,4200000000202611200000000001,,7,9,CNY", line);
        Assert.EndsWith("wechatpay-funds", line);
        Assert.Contains("wechatpay-funds", File.ReadAllText(Path.Combine(_folder, "report.html")));
    }

    [Fact]
    public void Money_that_was_withdrawn_is_skipped_and_counted_and_no_difference()
    {
        WriteFunds(BillText.FundHeader + BillText.FundRows
            + "`2026-11-20 23:00:00,`7100000000000000000000000001,`4,`提现,`提现,`支出,`9.00,`0.94,`system,`,`\r\n"
            + "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n`4,`1,`12.30,`3,`11.36\r\n");

        var (code, json) = Run(Same, BillText.Trade, "--funds", "funds.csv");

        Assert.Equal(0, code);
        Assert.Equal(1, json.GetProperty("funds").GetProperty("there").GetProperty("skippedAsNoTrade").GetInt32());
    }

    [Fact]
    public void Other_rules_tell_what_they_would_change_and_change_nothing()
    {
        var (code, json) = Run(
            Same.Replace("7.381", "7.380"), BillText.Trade, "--shadow", "fee-tolerance=1", "--figures", "figures.csv");

        Assert.Equal(1, code);
        Assert.Equal("""{"fee":1}""", json.GetProperty("found").GetRawText());
        Assert.Contains("wechatpay,shadowDifferences,,0", File.ReadAllLines(Path.Combine(_folder, "figures.csv")));
        var shadow = json.GetProperty("shadow");
        Assert.Equal("{}", shadow.GetProperty("found").GetRawText());
        var change = Assert.Single(shadow.GetProperty("changes").EnumerateArray().ToList());
        Assert.Equal(("ORD0001", 1, 0), (
            change.GetProperty("key").GetString(), change.GetProperty("applied").GetArrayLength(), change.GetProperty("shadow").GetArrayLength()));
    }

    [Fact]
    public void A_bill_that_nobody_publishes_is_read_by_its_described_columns()
    {
        var examples = Path.Combine(Repository.Root, "docs", "examples");
        var ledger = LedgerFile.Header
            + "\n2026-11-20T00:05:59Z,payment,ORD20261120000001,,2026112000000001,1234,CNY,7,succeeded"
            + "\n2026-11-20T01:00:00Z,refund,ORD20261120000001,RF1,2026112000000002,234,CNY,,succeeded"
            + "\n2026-11-20T02:00:00Z,payment,ORD20261120000002,,2026112000000003,500,CNY,3,failed\n";
        Write(ledger, "");
        File.Copy(Path.Combine(examples, "netsunion-bill.txt"), Path.Combine(_folder, "bill.csv"), overwrite: true);

        var (code, output, error) = Start(
            json: true, ["--channel", "netsunion", "--columns", Path.Combine(examples, "netsunion-bill.json")]);

        Assert.True(code == 0, output + error);
        Assert.Equal(3, JsonDocument.Parse(output).RootElement.GetProperty("here").GetProperty("matched").GetInt32());
    }

    [Theory]
    [InlineData("--channel is one of", "--channel", "netsunion")]
    [InlineData("is no file", "--columns", "nowhere.json")]
    [InlineData("--funds goes with", "--funds", "funds.csv", "--channel", "alipay")]
    [InlineData("'amounts=ignore' is no rule", "--shadow", "amounts=ignore")]
    [InlineData("'soon' is no time", "--max-time", "soon")]
    [InlineData("many", "--max-differences", "many")]
    [InlineData("'20/11/2026' is no day", "--date", "20/11/2026")]
    public void What_is_asked_wrongly_is_refused_by_name(string expected, params string[] options)
    {
        Write(Same, BillText.Trade);

        var (code, _, error) = Start(json: false, options);

        Assert.NotEqual(0, code);
        Assert.Contains(expected, error);
    }

    [Fact]
    public void People_see_tables_and_scripts_one_object()
    {
        Write(Same.Replace("1230,CNY", "1200,CNY"), BillText.Trade);

        var (code, output, _) = Start(json: false, []);

        Assert.Equal(1, code);
        Assert.Matches("Amount.* ORD0001", output);
        Assert.Contains("1 differences", output);
    }

    /// <summary>Without a limit lines are put together by several threads at a time.</summary>
    [Fact]
    public void Lines_are_the_same_with_a_limit_that_none_exceeds()
    {
        var rows = Enumerable.Range(0, 3000).Select(number =>
            $"2026-11-20T00:00:{number % 60:00}Z,payment,ORD{number:D7},,42000000002026112{number:D11},1230,CNY,7.381,succeeded\n");
        var ledger = Same + string.Concat(rows);
        Run(ledger, BillText.Trade);
        var expected = File.ReadAllText(Path.Combine(_folder, "differences.csv"));

        var (code, json) = Run(ledger, BillText.Trade, "--max-differences", "3000");

        Assert.Equal((1, 3000), (code, json.GetProperty("listed").GetInt32()));
        Assert.Equal(3001, expected.Count(letter => letter == '\n'));
        Assert.Equal(expected, File.ReadAllText(Path.Combine(_folder, "differences.csv")));
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public void An_older_processor_finds_the_same(string missing)
    {
        var (ledger, bill) = (Same.Replace("1230,CNY", "1200,CNY").Replace("RF0001", "RF0002"), BillText.Trade);
        Run(ledger, bill);
        var expected = File.ReadAllText(Path.Combine(_folder, "differences.csv"));

        var (code, _, _) = Start("dotnet", Arguments(json: true, []), (missing, "0"));

        Assert.Equal(1, code);
        Assert.Equal(expected, File.ReadAllText(Path.Combine(_folder, "differences.csv")));
    }

    [Fact]
    public void A_terminal_gets_a_progress_bar()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "no 'script' here to make a terminal");
        Write(Same, BillText.Trade);
        var command = string.Join(' ', Arguments(json: false, []).Prepend("dotnet").Select(one => $"'{one}'"));

        var (_, output, _) = Start("script", ["-qec", command, "/dev/null"]);

        Assert.Contains("comparing", output);
        Assert.Contains("reading", output);
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
        Assert.False(File.Exists(Path.Combine(_folder, "differences.csv")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void WriteFunds(string funds) => File.WriteAllBytes(Path.Combine(_folder, "funds.csv"), BillText.WithMark(funds));

    private void Write(string ledger, string bill)
    {
        File.WriteAllText(Path.Combine(_folder, "ledger.csv"), ledger);
        File.WriteAllBytes(Path.Combine(_folder, "bill.csv"), BillText.WithMark(bill));
    }

    private (int Code, JsonElement Json) Run(string ledger, string bill, params string[] more)
    {
        Write(ledger, bill);
        var (code, output, _) = Start(json: true, more);
        return (code, JsonDocument.Parse(output).RootElement);
    }

    private (int Code, string Output, string Error) Start(bool json, string[] more) => Start("dotnet", Arguments(json, more));

    private static string[] Arguments(bool json, string[] more) =>
    [
        Path.Combine(AppContext.BaseDirectory, "PayFunctions.Sandbox.dll"), "reconcile", "--ledger", "ledger.csv", "--bill", "bill.csv",
        .. more.Contains("--channel") ? (string[])[] : ["--channel", "wechatpay"],
        .. json ? (string[])["--json"] : [], "--differences", "differences.csv", "--report", "report.html", .. more,
    ];

    private (int Code, string Output, string Error) Start(
        string program, string[] arguments, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
