using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>
/// Alipay on this machine, with real keys, certificates and signatures. It shares no code with the app's own adapter, so
/// that neither can forgive the other's mistakes.
/// </summary>
public sealed class SimulatedAlipay : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly CancellationTokenSource _stopping = new();
    private readonly TradeBook _book;
    private readonly AlipayCourier _courier;
    private readonly GatewayFaults _faults = new();
    private readonly GatewayDoor _door;
    private readonly AlipayBillDesk _bills;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, AlipayApplication> _applications;

    private SimulatedAlipay(WebApplication server, double timeScale, TimeProvider clock)
    {
        (_server, _clock) = (server, clock);
        PublicKeyMode = AlipayApplication.WithPublicKey("2021000000000001", "2088000000000001");
        CertificateMode = AlipayApplication.WithCertificates("2021000000000002", "2088000000000002");
        _applications = new[] { PublicKeyMode, CertificateMode }.ToDictionary(one => one.AppId);
        _book = new(clock);
        _courier = new(_http, Deliveries, timeScale, clock, _stopping.Token);
        _bills = new(_book, clock);
        _door = new(_book, _applications, Calls, _faults, TellRefund, _bills, clock);
    }

    /// <summary>The gateway: plain HTTP on loopback, a free port.</summary>
    public Uri Gateway { get; private set; } = null!;

    public AlipayApplication PublicKeyMode { get; }

    public AlipayApplication CertificateMode { get; }

    /// <summary>Every delivery of every notification.</summary>
    public Witness<AlipayDelivery> Deliveries { get; } = new();

    /// <summary>Every call of the app that was answered.</summary>
    public Witness<AlipayCall> Calls { get; } = new();

    /// <param name="timeScale">What one second of the provider's schedules lasts here.</param>
    public static async Task<SimulatedAlipay> StartAsync(
        double timeScale, CancellationToken cancellation, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var simulated = new SimulatedAlipay(server, timeScale, clock ?? TimeProvider.System);
        server.MapPost("/sim/pay/{outTradeNo}", (string outTradeNo) =>
            simulated.Pay(outTradeNo) ? Results.NoContent() : Results.NotFound());
        server.MapPost("/gateway.do", simulated._door.AnswerAsync);
        server.MapGet("/gateway.do", (HttpContext context) =>
            Results.Text(simulated._door.Bring(context.Request.QueryString.Value ?? "") ?? "open: now pay"));
        server.MapGet("/bill/{token}", (string token) =>
            simulated._bills.Take(token) is { } file ? Results.Bytes(file, "application/zip") : Results.StatusCode(403));
        await server.StartAsync(cancellation);
        simulated._bills.Host = new(server.Urls.Single());
        simulated.Gateway = new Uri(new Uri(server.Urls.Single()), "gateway.do");
        return simulated;
    }

    /// <summary>The payer's browser opens the page, or their app hands over the order string. Null: the trade is open;
    /// else why Alipay does not take it.</summary>
    public string? Open(string signed) => _door.Bring(signed[(signed.IndexOf('?', StringComparison.Ordinal) + 1)..]);

    /// <summary>
    /// The payer pays, and the notification goes its way. False when Alipay would not have let them.
    /// </summary>
    public bool Pay(string outTradeNo, decimal? total = null, bool evenIfLate = false)
    {
        if (_book.Pay(outTradeNo, total, evenIfLate) is not { } paid) return false;
        _courier.Send(AlipayNotice.Of(_applications[paid.AppId], paid, null, _clock.GetUtcNow()));
        return true;
    }

    /// <summary>Null: the provider works.</summary>
    public Outage? Outage
    {
        get => _door.Outage;
        set => _door.Outage = value;
    }

    /// <summary>How this trade's notifications are to be delivered; say so before it is paid.</summary>
    public void PlanFor(string outTradeNo, AlipayNoticePlan plan) => _courier.PlanFor(outTradeNo, plan);

    /// <summary>The next calls of that method about that order fail so.</summary>
    /// <param name="method"><c>alipay.trade.cancel</c>.</param>
    public void FailNext(string method, string outTradeNo, GatewayFault fault, int times = 1) =>
        _faults.Plan(method, outTradeNo, fault, times);

    /// <summary>What Alipay makes of a day's lines before it writes its bill: its own mistakes.</summary>
    public Func<IReadOnlyList<AlipayBillLine>, IEnumerable<AlipayBillLine>> EditBills
    {
        get => _bills.Edit;
        set => _bills.Edit = value;
    }

    /// <summary>What is wrong with the next bills that are asked for, whoever's.</summary>
    public void FailBills(BillFault fault, int times = 1) => _bills.FailNext(fault, times);

    /// <summary>Holds what was paid and sent back before anybody looked; nobody is notified.</summary>
    public void Seed(IEnumerable<AlipayTrade> trades)
    {
        foreach (var trade in trades) _book.Put(trade);
    }

    /// <summary>Delivers the trade's last notification once more, though it was acknowledged: Alipay may.</summary>
    public Task<AlipayDelivery> RepeatAsync(string outTradeNo, CancellationToken cancellation) =>
        _courier.RepeatAsync(outTradeNo, cancellation);

    /// <summary>Delivers "paid" for an order that nobody paid, once: what an attacker would send.</summary>
    public async Task<AlipayDelivery> ForgeAsync(string outTradeNo, AlipayFault fault, CancellationToken cancellation)
    {
        var paid = _book.Paid(Trade(outTradeNo), null);
        var notice = AlipayNotice.Of(_applications[paid.AppId], paid, null, _clock.GetUtcNow());
        return (await _courier.DeliverAsync(notice, 1, fault, 1, cancellation))[0];
    }

    /// <summary>The order is paid, and its notification is signed and not sent: for those who look at the bytes.</summary>
    public byte[] SealPayment(string outTradeNo)
    {
        var paid = _book.Pay(outTradeNo, null, evenIfLate: false)
            ?? throw new ArgumentException($"{outTradeNo} can't be paid.", nameof(outTradeNo));
        return AlipayNotice.Of(_applications[paid.AppId], paid, null, _clock.GetUtcNow()).Seal(AlipayFault.None);
    }

    /// <summary>The order as Alipay holds it.</summary>
    public AlipayTrade Trade(string outTradeNo) =>
        _book.Find(outTradeNo) ?? throw new ArgumentException($"No order {outTradeNo} here.", nameof(outTradeNo));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _courier.DrainAsync();
        await _server.DisposeAsync();
        _http.Dispose();
        _stopping.Dispose();
        foreach (var application in _applications.Values) application.Dispose();
    }

    private void TellRefund(AlipayTrade trade, AlipayRefund refund) =>
        _courier.Send(AlipayNotice.Of(_applications[trade.AppId], trade, refund, _clock.GetUtcNow()));
}
