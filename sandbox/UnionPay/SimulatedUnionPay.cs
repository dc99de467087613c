using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>
/// UnionPay's gateway on this machine, with real keys, certificates and signatures. It shares no code with the app's own
/// adapter, so that neither can forgive the other's mistakes.
/// </summary>
public sealed class SimulatedUnionPay : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly CancellationTokenSource _stopping = new();
    private readonly UnionPaySigner _signer;
    private readonly UnionPayBook _book;
    private readonly UnionPayCourier _courier;
    private readonly UnionPayDoor _door;
    private readonly UnionPayFileDesk _files;

    private SimulatedUnionPay(WebApplication server, double timeScale, TimeProvider clock)
    {
        _server = server;
        Shop = new("777290058110048", Authority);
        _signer = new(Authority);
        _book = new(clock);
        _courier = new(_http, Deliveries, timeScale, clock, _stopping.Token);
        _files = new(_book, clock);
        _door = new(
            _book, new Dictionary<string, UnionPayShop> { [Shop.MerchantId] = Shop }, _signer, Calls, _files, TellSentBack);
    }

    /// <summary>The gateway: plain HTTP on loopback, a free port.</summary>
    public Uri Url { get; private set; } = null!;

    public UnionPayAuthority Authority { get; } = new();

    public UnionPayShop Shop { get; }

    /// <summary>The name in the certificate that it signs with.</summary>
    public string SignerName => UnionPaySigner.Name;

    /// <summary>Every delivery of every notification.</summary>
    public Witness<UnionPayDelivery> Deliveries { get; } = new();

    /// <summary>Every call of the app that was answered.</summary>
    public Witness<UnionPayCall> Calls { get; } = new();

    /// <param name="timeScale">What one second of the provider's schedules lasts here.</param>
    public static async Task<SimulatedUnionPay> StartAsync(
        double timeScale, CancellationToken cancellation, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var simulated = new SimulatedUnionPay(server, timeScale, clock ?? TimeProvider.System);
        server.MapPost("/sim/pay/{orderId}", (string orderId) =>
            simulated.Pay(orderId) ? Results.NoContent() : Results.NotFound());
        server.MapPost("/gateway/api/frontTransReq.do", simulated._door.OpenAsync);
        server.MapPost("/gateway/api/queryTrans.do", simulated._door.QueryAsync);
        server.MapPost("/gateway/api/backTransReq.do", simulated._door.SendBackAsync);
        server.MapPost("/gateway/api/appTransReq.do", simulated._door.OrderForAppAsync);
        server.MapPost("/", simulated._door.OfferFilesAsync);
        await server.StartAsync(cancellation);
        simulated.Url = new(server.Urls.Single());
        return simulated;
    }

    /// <summary>The payer's browser posts the form to where it says. Null: the page opens; else the respCode on it.</summary>
    public async Task<string?> OpenAsync(
        Uri action, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(fields);
        using var response = await _http.PostAsync(action, form, cancellation);
        return response.IsSuccessStatusCode ? null : await response.Content.ReadAsStringAsync(cancellation);
    }

    /// <summary>The same without a browser.</summary>
    public string? Open(IEnumerable<KeyValuePair<string, string>> fields) => _door.Bring(new(fields));

    /// <summary>
    /// The payer pays, and the notification goes its way. False when UnionPay would not have let them.
    /// </summary>
    public bool Pay(string orderId, long? total = null, bool evenIfLate = false)
    {
        if (_book.Pay(orderId, total, evenIfLate) is not { } paid) return false;
        _courier.Send(new(paid, paid.OrderId, _signer));
        return true;
    }

    /// <summary>How this payment's notifications are to be delivered; say so before it is paid.</summary>
    public void PlanFor(string orderId, UnionPayNoticePlan plan) => _courier.PlanFor(orderId, plan);

    /// <summary>Delivers the payment's last notification once more, though it was acknowledged: UnionPay may.</summary>
    public Task<UnionPayDelivery> RepeatAsync(string orderId, CancellationToken cancellation) =>
        _courier.RepeatAsync(orderId, cancellation);

    /// <summary>Delivers "paid" for an order that nobody paid, once: what an attacker would send.</summary>
    public async Task<UnionPayDelivery> ForgeAsync(string orderId, UnionPayFault fault, CancellationToken cancellation)
    {
        var paid = _book.Paid(Trade(orderId), null);
        return (await _courier.DeliverAsync(new(paid, orderId, _signer), 1, fault, 1, cancellation))[0];
    }

    /// <summary>The order is paid, and its notification is signed and not sent: for those who look at the bytes.</summary>
    public byte[] SealPayment(string orderId)
    {
        var paid = _book.Pay(orderId, null, evenIfLate: false)
            ?? throw new ArgumentException($"{orderId} can't be paid.", nameof(orderId));
        return new UnionPayNotice(paid, orderId, _signer).Seal(UnionPayFault.None);
    }

    /// <summary>Takes records out of the settlement files, puts some in, changes some: what a bill gets wrong.</summary>
    public Func<IReadOnlyList<SettlementRecord>, IEnumerable<SettlementRecord>> EditFiles
    {
        get => _files.Edit;
        set => _files.Edit = value;
    }

    /// <summary>How the next requests for settlement files go wrong; a "wrong hash" is another day's files here.</summary>
    public void FailFiles(BillFault fault, int times = 1) => _files.FailNext(fault, times);

    /// <summary>Puts trades of another day in, done as they are; nobody is told of them.</summary>
    public void Seed(IEnumerable<UnionPayTrade> trades) => _book.Seed(trades);

    /// <summary>The payment as UnionPay holds it.</summary>
    public UnionPayTrade Trade(string orderId) =>
        _book.FindPayment(orderId) ?? throw new ArgumentException($"No payment {orderId} here.", nameof(orderId));

    /// <summary>The refunds and the reversal of a payment.</summary>
    public UnionPayTrade[] SentBack(string orderId) => _book.SentBack(Trade(orderId).QueryId);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _courier.DrainAsync();
        await _server.DisposeAsync();
        _http.Dispose();
        _stopping.Dispose();
        Shop.Dispose();
        _signer.Dispose();
        Authority.Dispose();
    }

    private void TellSentBack(UnionPayTrade trade)
    {
        var payment = _book.FindByQueryId(trade.OriginalQueryId);
        _courier.Send(new(trade, payment?.OrderId ?? trade.OrderId, _signer));
    }
}
