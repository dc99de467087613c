using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.Apple;

/// <summary>One delivery of a notification, and how it was answered.</summary>
/// <param name="Status">Null: no answer.</param>
public sealed record StoreDelivery(string Id, string Type, int Attempt, TimeSpan Took, int? Status)
{
    /// <summary>Any 2xx counts for the store.</summary>
    public bool Acknowledged => Status is >= 200 and <= 206;
}

/// <summary>
/// The App Store on this machine: it sells subscriptions of one app, and tells of them with signed notifications that
/// come again until they are acknowledged.
/// </summary>
public sealed class SimulatedAppStore : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    /// <summary>The waits before the five redeliveries.</summary>
    private static readonly TimeSpan[] Schedule = [.. new[] { 1, 12, 24, 48, 72 }.Select(h => TimeSpan.FromHours(h))];

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Task> _underWay = [];
    private readonly SigningChain _chain;
    private readonly double _timeScale;
    private long _lastNumber = 200_000_000_000_000 + (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() % 100_000_000_000);

    /// <param name="timeScale">What a second of the schedule lasts.</param>
    public SimulatedAppStore(double timeScale)
    {
        Authority = new(DateTimeOffset.UtcNow);
        _chain = Authority.Issue(new());
        _timeScale = timeScale;
    }

    public AppleAuthority Authority { get; }

    public StoreApp App { get; } = new("com.example.app", 1234567890, "Production");

    /// <summary>Where its notifications go.</summary>
    public Uri? Callback { get; set; }

    public Witness<StoreDelivery> Deliveries { get; } = new();

    /// <summary>A subscription is bought.</summary>
    public StoreTransaction Subscribe(long price = 12_340, string currency = "CNY")
    {
        var now = DateTimeOffset.UtcNow;
        var number = NewNumber();
        var bought = new StoreTransaction
        {
            TransactionId = number,
            OriginalTransactionId = number,
            BundleId = App.BundleId,
            Price = price,
            Currency = currency,
            PurchasedAt = now,
            ExpiresAt = now + Period,
        };
        Send("SUBSCRIBED", "INITIAL_BUY", bought, 1);
        return bought;
    }

    /// <summary>Its next period is paid for.</summary>
    public StoreTransaction Renew(StoreTransaction before)
    {
        var next = before with
        {
            TransactionId = NewNumber(),
            PurchasedAt = DateTimeOffset.UtcNow,
            ExpiresAt = before.ExpiresAt + Period,
        };
        Send("DID_RENEW", null, next, 1);
        return next;
    }

    /// <summary>The buyer gets the money of one period back.</summary>
    /// <param name="status">Where that leaves the subscription.</param>
    public string Refund(StoreTransaction of, int status) =>
        Send("REFUND", null, of with { RevokedAt = DateTimeOffset.UtcNow }, status);

    public string Revoke(StoreTransaction of) =>
        Send("REVOKE", null, of with { RevokedAt = DateTimeOffset.UtcNow }, 5);

    /// <summary>A message that the store would sign.</summary>
    public string Sign(string type, string? subtype, StoreTransaction transaction, int status, string id) =>
        new StoreNotification(type, subtype, id, transaction, status).Sign(_chain, App, DateTimeOffset.UtcNow);

    /// <summary>Delivers one message once.</summary>
    public async Task<StoreDelivery> DeliverAsync(
        string message, string id, string type, int attempt, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var status = default(int?);
        try
        {
            using var body = new StringContent(
                JsonSerializer.Serialize(new { signedPayload = message }), Encoding.UTF8, "application/json");
            using var response = await _http.PostAsync(Callback, body, cancellation);
            status = (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            // Nobody there: it comes again.
        }

        var delivery = new StoreDelivery(id, type, attempt, watch.Elapsed, status);
        Deliveries.Add(delivery);
        return delivery;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var run in _underWay) await run;
        _http.Dispose();
        _stopping.Dispose();
        Authority.Dispose();
    }

    private string Send(string type, string? subtype, StoreTransaction transaction, int status)
    {
        var id = $"{Guid.NewGuid()}";
        _underWay.Add(RunAsync(Sign(type, subtype, transaction, status, id), id, type));
        return id;
    }

    private async Task RunAsync(string message, string id, string type)
    {
        try
        {
            for (var attempt = 1; attempt <= Schedule.Length + 1; attempt++)
            {
                if (attempt > 1) await Task.Delay(Schedule[attempt - 2] * _timeScale, _stopping.Token);
                if ((await DeliverAsync(message, id, type, attempt, _stopping.Token)).Acknowledged) return;
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The sandbox ends before the schedule does.
        }
    }

    private string NewNumber() => Interlocked.Increment(ref _lastNumber).ToString(CultureInfo.InvariantCulture);
}
