using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>
/// WeChat Pay v3 on this machine, with real keys, certificates, signatures and encryption. It shares no code with the
/// app's own adapter, so that neither can forgive the other's mistakes.
/// </summary>
public sealed class SimulatedWeChatPay : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly CancellationTokenSource _stopping = new();
    private readonly TransactionBook _book;
    private readonly NoticeCourier _courier;
    private readonly NoticeDesk _desk;
    private readonly RefundDesk _refunds;
    private readonly ShareNotices _shareNotices;
    private readonly SplitDesk _splits;
    private readonly BillDesk _bills;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, MerchantAccount> _accounts;
    private readonly ConcurrentDictionary<string, Notice> _sealed = new();

    private SimulatedWeChatPay(WebApplication server, SimulatedWeChatPayOptions options)
    {
        _server = server;
        _clock = options.Clock;
        _book = new(_clock);
        Certificates = new(_clock);
        PlatformMode = MerchantAccount.WithPlatformCertificates("1900000001", "wx0000000000000001");
        PublicKeyMode = MerchantAccount.WithPublicKey("1900000002", "wx0000000000000002");
        _accounts = new[] { PlatformMode, PublicKeyMode }.ToDictionary(account => account.MerchantId);
        _courier = new(_http, SignerOf, Deliveries, options.TimeScale, _clock);
        _desk = new(_courier, _stopping.Token);
        _shareNotices = new(_desk, options.TimeScale, _clock, _stopping.Token);
        _splits = new(_book, _shareNotices, options.TimeScale, _clock);
        _refunds = new(_book, _splits, _desk, options.TimeScale, _clock, _stopping.Token);
        _bills = new(_book, _refunds.Ledger, _clock);
        Door = new(_book, _refunds, _splits, _bills, Certificates, _accounts, Calls, options);
    }

    /// <summary>Where the app finds it: plain HTTP on loopback, a free port.</summary>
    public Uri Url { get; private set; } = null!;

    public MerchantAccount PlatformMode { get; }

    public MerchantAccount PublicKeyMode { get; }

    public PlatformCertificates Certificates { get; }

    /// <summary>Every delivery of every notification, refunds' included.</summary>
    public Witness<Delivery> Deliveries { get; } = new();

    /// <summary>Every call of the app that was answered.</summary>
    public Witness<ProviderCall> Calls { get; } = new();

    /// <summary>How orders without a plan of their own are notified.</summary>
    public NoticePlan Plan
    {
        get => _desk.Plan;
        set => _desk.Plan = value;
    }

    /// <summary>Called in the very moment an acknowledgement is read.</summary>
    public Action<Delivery>? Acknowledged
    {
        get => _courier.Acknowledged;
        set => _courier.Acknowledged = value;
    }

    private ProviderDoor Door { get; }

    public static async Task<SimulatedWeChatPay> StartAsync(
        SimulatedWeChatPayOptions options, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var simulated = new SimulatedWeChatPay(server, options);
        server.MapPost("/sim/pay/{outTradeNo}", (string outTradeNo) =>
            simulated.Pay(outTradeNo) ? Results.NoContent() : Results.NotFound());
        server.MapFallback("{*path}", simulated.Door.AnswerAsync);
        await server.StartAsync(cancellation);
        simulated.Url = new Uri(server.Urls.Single());
        return simulated;
    }

    /// <summary>
    /// The payer pays, and the notification goes its way. False when the provider would not have let them.
    /// </summary>
    /// <param name="total">What the provider books instead of the order's amount: a contradiction.</param>
    /// <param name="evenIfLate">A payment begun in time that ends after the expiry or the close.</param>
    public bool Pay(string outTradeNo, long? total = null, bool evenIfLate = false)
    {
        if (_book.Pay(outTradeNo, total, evenIfLate) is not { } paid) return false;
        _desk.Send(Notice.OfPayment(_accounts[paid.MerchantId], paid, _clock.GetUtcNow()));
        return true;
    }

    /// <summary>The payer pays once more, which a provider should not let them; false when it is not paid.</summary>
    public bool PayAgain(string outTradeNo)
    {
        if (_book.PayAgain(outTradeNo) is not { } paid) return false;
        _desk.Send(Notice.OfPayment(_accounts[paid.MerchantId], paid, _clock.GetUtcNow()));
        return true;
    }

    /// <summary>How a refund goes over there; say so before it is asked for.</summary>
    /// <param name="number">Its out_refund_no, or its order's out_trade_no for all of that order's.</param>
    public void RefundPlanFor(string number, RefundPlan plan) => _refunds.PlanFor(number, plan);

    /// <summary>The refunds of an order as the provider holds them, in the order in which they came.</summary>
    public SimulatedRefund[] Refunds(string outTradeNo) => _refunds.Of(outTradeNo);

    /// <summary>How an order's splits go over there; say so before they are asked for.</summary>
    public void SplitPlanFor(string outTradeNo, SplitPlan plan) => _splits.PlanFor(outTradeNo, plan);

    /// <summary>The splits of an order as the provider holds them.</summary>
    public SimulatedSplit[] Splits(string outTradeNo) => _splits.Of(outTradeNo);

    /// <summary>The shares that receivers of an order gave back.</summary>
    public SimulatedReturn[] SplitReturns(string outTradeNo) => _splits.ReturnsOf(outTradeNo);

    /// <summary>What the provider makes of a day's lines before it writes its bills: its own mistakes.</summary>
    public Func<IReadOnlyList<BillLine>, IEnumerable<BillLine>> EditBills
    {
        get => _bills.Edit;
        set => _bills.Edit = value;
    }

    /// <summary>Told each time that a bill's file is given out.</summary>
    public Action? BillGiven
    {
        get => _bills.Given;
        set => _bills.Given = value;
    }

    /// <summary>The same for the accounts' own bills alone.</summary>
    public Func<IReadOnlyList<BillLine>, IEnumerable<BillLine>> EditAccountBills
    {
        get => _bills.EditAccount;
        set => _bills.EditAccount = value;
    }

    /// <summary>What is wrong with the next bills that are asked for, whoever's.</summary>
    public void FailBills(BillFault fault, int times = 1) => _bills.FailNext(fault, times);

    /// <summary>Holds what was paid and sent back before anybody looked; nobody is notified.</summary>
    public void Seed(IEnumerable<Transaction> payments, IEnumerable<SimulatedRefund> refunds)
    {
        foreach (var payment in payments) _book.Put(payment);
        foreach (var refund in refunds) _refunds.Ledger.Put(refund);
    }

    /// <summary>
    /// An unpaid order ends over there by itself, and nobody is notified. False when it is not unpaid.
    /// </summary>
    public bool Fail(string outTradeNo, TransactionState end) => _book.Fail(outTradeNo, end);

    /// <summary>
    /// The payer's phone is called up with the parameters that the merchant's page or app hands over.
    /// </summary>
    /// <param name="way"><c>jsapi</c> or <c>app</c>.</param>
    public CalledUp CallUp(string way, JsonElement parameters) =>
        PayersPhone.CallUp(way, parameters, _accounts, _book, _clock.GetUtcNow());

    /// <summary>How this order's notification is to be delivered; say so before it is paid.</summary>
    public void PlanFor(string outTradeNo, NoticePlan plan) => _desk.PlanFor(outTradeNo, plan);

    /// <summary>
    /// Lets held notifications go, in the order given: another order than they came in is a reordering.
    /// </summary>
    public void Release(params ReadOnlySpan<string> outTradeNos) => _desk.Release(outTradeNos);

    /// <summary>Delivers the order's notification once more, though it was acknowledged: the provider may.</summary>
    public async Task<Delivery> RepeatAsync(string outTradeNo, CancellationToken cancellation)
    {
        var before = Deliveries.Where(delivery => delivery.OutTradeNo == outTradeNo);
        var attempt = before.Select(delivery => delivery.Attempt).DefaultIfEmpty().Max() + 1;
        return (await _desk.RepeatAsync(outTradeNo, attempt, cancellation))[0];
    }

    /// <summary>
    /// Delivers "paid" for an order that nobody paid, once, in copies at once: what an attacker would send.
    /// </summary>
    public Task<Delivery[]> ForgeAsync(string outTradeNo, NoticeFault fault, int copies, CancellationToken cancellation)
    {
        var held = Transaction(outTradeNo);
        var notice = Notice.OfPayment(_accounts[held.MerchantId], _book.Paid(held, null), _clock.GetUtcNow());
        return _courier.DeliverAsync(notice, 1, fault, copies, cancellation);
    }

    /// <summary>
    /// The order is paid, and its notification is signed and not sent: for those who measure the receiver alone.
    /// </summary>
    internal HttpRequestMessage SealPayment(string outTradeNo)
    {
        var paid = _book.Pay(outTradeNo, total: null, evenIfLate: false)
            ?? throw new ArgumentException($"{outTradeNo} can't be paid.", nameof(outTradeNo));
        var account = _accounts[paid.MerchantId];
        var now = _clock.GetUtcNow();
        var notice = Notice.OfPayment(account, paid, now);
        _sealed[outTradeNo] = notice;
        return NoticeEnvelope.Seal(notice, SignerOf(account), NoticeFault.None, now, out _);
    }

    /// <summary>The same notification once more, signed anew by that certificate.</summary>
    internal HttpRequestMessage SealAgain(string outTradeNo, PlatformKey signer) =>
        NoticeEnvelope.Seal(_sealed[outTradeNo], signer, NoticeFault.None, _clock.GetUtcNow(), out _);

    /// <summary>Null: the provider works.</summary>
    public Outage? Outage
    {
        get => Door.Outage;
        set => Door.Outage = value;
    }

    /// <summary>Holds the app's next call of this kind for this order until the gate is opened.</summary>
    public CallGate GateNext(string operation, string outTradeNo) => Door.GateNext(operation, outTradeNo);

    /// <summary>Answers the app's next calls of this kind for this order with an error, and does nothing else.</summary>
    public void ErrNext(string operation, string outTradeNo, int status, string code, int times = 1) =>
        Door.Failures.Add(operation, outTradeNo, SimulatedAnswer.Error(status, code, "按计划出错"), times);

    /// <summary>What was planned to fail, and has not yet, goes well again.</summary>
    public void Recover(string operation, string outTradeNo) => Door.Failures.Forget(operation, outTradeNo);

    /// <summary>Breaks the connection of the app's next calls of this kind for this order.</summary>
    public void BreakNext(string operation, string outTradeNo, int times) =>
        Door.Failures.Add(operation, outTradeNo, SimulatedAnswer.Lost, times);

    /// <summary>The order as the provider holds it.</summary>
    public Transaction Transaction(string outTradeNo) =>
        _book.Find(outTradeNo) ?? throw new ArgumentException($"No order {outTradeNo} here.", nameof(outTradeNo));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _refunds.DrainAsync();
        await _shareNotices.DrainAsync();
        await _desk.DrainAsync();
        await _server.DisposeAsync();
        _http.Dispose();
        _stopping.Dispose();
        Certificates.Dispose();
        foreach (var account in _accounts.Values) account.Dispose();
    }

    private PlatformKey SignerOf(MerchantAccount account) => account.PublicKey ?? Certificates.Current;
}
