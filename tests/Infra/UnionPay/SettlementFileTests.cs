using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Tests.Contracts.Providers;
using PayFunctions.Tests.Infra.WeChatPay;
using BillFault = PayFunctions.Sandbox.WeChatPay.BillFault;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>UnionPay's settlement files, fetched from a simulator that shares no code with the adapter.</summary>
public sealed class SettlementFileTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly OutboundHttp _http = new(new Monitored<OutboundOptions>(new() { Resends = 0 }), TimeProvider.System);
    private readonly ManualClock _clock = new(new(DateTime.UtcNow.Date.AddDays(1).AddHours(4), TimeSpan.Zero)); // Noon in China.
    private SimulatedUnionPay _unionPay = null!;

    private DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    private string Account => _unionPay.Shop.MerchantId;

    public async ValueTask InitializeAsync() => _unionPay = await SimulatedUnionPay.StartAsync(1.0 / 3600, Cancellation, _clock);

    [Fact]
    public async Task A_days_files_come_as_an_archive_that_reads_to_what_was_paid()
    {
        var day = Today;
        await PayAsync("ORD00000001", 1230);
        await PayAsync("ORD00000002", 99);
        _clock.Advance(TimeSpan.FromDays(1));

        var (download, file) = await FetchAsync(Bills(), day);
        var (rows, refusal) = Read(file, day);

        Assert.Equal(new BillDownload(BillOutcome.Ready), download);
        Assert.Null(refusal);
        Assert.Equal(
            [("ORD00000001", 1230L, _unionPay.Trade("ORD00000001").QueryId, 7000L), ("ORD00000002", 99L, _unionPay.Trade("ORD00000002").QueryId, 0L)],
            rows.Select(row => (row.OrderId, row.Amount, row.ProviderId, row.Fee ?? -1)));
        Assert.All(rows, row => Assert.Equal(MovementKind.Payment, row.Kind));
    }

    [Fact]
    public async Task A_day_that_is_not_over_and_one_without_trade_have_no_files_yet()
    {
        await PayAsync("ORD00000001", 1230);

        Assert.Equal(new(BillOutcome.NotReady, Code: "98"), (await FetchAsync(Bills(), Today)).Download);
        Assert.Equal(new(BillOutcome.NotReady, Code: "98"), (await FetchAsync(Bills(), Today.AddDays(-1))).Download);
    }

    [Theory]
    [InlineData(BillFault.NotReady, BillOutcome.NotReady, "98")]
    [InlineData(BillFault.WrongHash, BillOutcome.Later, "files of 0101 came")]
    [InlineData(BillFault.HtmlPage, BillOutcome.Later, "HTTP 200, no fields")]
    public async Task What_comes_in_their_place_is_asked_for_again(BillFault fault, BillOutcome outcome, string code)
    {
        var day = Today;
        await PayAsync("ORD00000001", 1230);
        _clock.Advance(TimeSpan.FromDays(1));
        _unionPay.FailFiles(fault);

        Assert.Equal(new(outcome, Code: code), (await FetchAsync(Bills(), day)).Download);
        Assert.Equal(BillOutcome.Ready, (await FetchAsync(Bills(), day)).Download.Outcome);
    }

    [Fact]
    public async Task An_archive_cut_in_half_is_never_a_bill()
    {
        var day = Today;
        await PayAsync("ORD00000001", 1230);
        _clock.Advance(TimeSpan.FromDays(1));
        _unionPay.FailFiles(BillFault.Truncated);

        var (download, file) = await FetchAsync(Bills(), day);

        Assert.True(download.Outcome == BillOutcome.Later || Read(file, day).Refusal is { Fault: PayFunctions.Core.Reconciliation.BillFault.Container }, $"{download}");
    }

    [Fact]
    public async Task What_UnionPay_has_not_signed_is_no_bill()
    {
        var archive = new MemoryStream();
        await using (var zlib = new ZLibStream(archive, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write("PK"u8);
        await using var forger = await Endpoint.StartAsync(async context => await context.Response.Body.WriteAsync(UnionPaySide.Form(
            UnionPaySide.Sign(new()
            {
                ["version"] = "5.1.0",
                ["signMethod"] = "01",
                ["signPubKeyCert"] = UnionPaySide.PemOf(UnionPaySide.GatewayCertificate),
                ["merId"] = Account,
                ["respCode"] = "00",
                ["fileContent"] = Convert.ToBase64String(archive.ToArray()),
            }))));

        var (download, file) = await FetchAsync(Bills(forger.Url), Today);

        Assert.Equal(BillOutcome.Later, download.Outcome);
        Assert.Empty(file);
    }

    [Theory]
    [InlineData("98", BillOutcome.Later)]
    [InlineData("10", BillOutcome.Later)]
    public async Task A_refusal_that_nobody_signed_ends_nothing(string code, BillOutcome outcome)
    {
        await using var anybody = await Endpoint.StartAsync(async context =>
            await context.Response.Body.WriteAsync(Encoding.ASCII.GetBytes($"merId={Account}&respCode={code}&respMsg=no"), Cancellation));

        Assert.Equal(new(outcome, Code: code), (await FetchAsync(Bills(anybody.Url), Today)).Download);
    }

    [Fact]
    public async Task Without_an_address_nobody_is_asked()
    {
        var bills = Bills(fetches: false);

        Assert.Empty(bills.Accounts);
        Assert.Equal(BillOutcome.Refused, (await FetchAsync(bills, Today)).Download.Outcome);
        Assert.Equal([new BillAccount(Account, "default")], Bills().Accounts);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _unionPay.DisposeAsync();
    }

    private UnionPayBills Bills(Uri? files = null, bool fetches = true) => new(
        Merchants(fetches ? (files ?? _unionPay.Url).AbsoluteUri : null), Gateway, _clock);

    private UnionPayGateway Gateway => new(_http, _clock, NullLogger<UnionPayGateway>.Instance);

    private static async Task<(BillDownload Download, byte[] File)> FetchAsync(UnionPayBills bills, DateOnly day)
    {
        var file = new MemoryStream();
        var account = bills.Accounts.FirstOrDefault()?.Id ?? "777290058110048";
        return (await bills.DownloadAsync(account, day, BillKind.Trade, file, Cancellation), file.ToArray());
    }

    private static (IReadOnlyList<MovementRow> Rows, BillRefusal? Refusal) Read(byte[] file, DateOnly day)
    {
        var (source, refusal) = BillContainer.Open("unionpay", new MemoryStream(file), new UnionPayBill(day), new());
        if (source is null) return ([], refusal);
        var list = new DifferenceList();
        var run = new Reconciler(new() { Partitions = 1, Workers = 1, Spill = () => new MemoryStream() })
            .Run(new([], [source]), list, Cancellation);
        return ([.. list.Rows.SelectMany(one => one.There).OrderBy(row => row.Line)], run.Refusal);
    }

    private async Task PayAsync(string orderId, long fen)
    {
        var now = _clock.GetUtcNow();
        var order = Calling.NewOrder() with
        {
            Key = new("default", orderId),
            MerchantId = Account,
            CreatedAt = now,
            ExpiresAt = now.AddMinutes(30),
            Total = new(fen, Currency.Cny),
        };
        var offer = (await new UnionPayProvider(Merchants(null), Gateway, _clock).PrepayAsync(order, Cancellation)).Evidence!.Offer!;
        Assert.Null(_unionPay.Open(JsonSerializer.Deserialize<Dictionary<string, string>>(offer.Parameters!)!));
        Assert.True(_unionPay.Pay(orderId));
    }

    private UnionPayMerchants Merchants(string? files)
    {
        var all = new UnionPayOptions();
        all.Merchants.Add(Account, new()
        {
            PrivateKey = _unionPay.Shop.PrivateKeyPem,
            SigningCertificate = _unionPay.Shop.CertificatePem,
            RootCertificates = _unionPay.Authority.RootPem,
            MiddleCertificates = _unionPay.Authority.MiddlePem,
            SignerName = _unionPay.SignerName,
            GatewayUrl = _unionPay.Url.AbsoluteUri,
            FileUrl = files,
            NotifyUrl = "http://127.0.0.1:9/api/callbacks/unionpay",
        });
        return new(Options.Create(all));
    }
}
