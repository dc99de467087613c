using System.Diagnostics.Metrics;

namespace PayFunctions.Infra.Telemetry;

/// <summary>What was under way at one time.</summary>
public sealed class FlowCounts(DateTimeOffset at)
{
    private static readonly (string Age, TimeSpan Below)[] Ages =
    [
        ("under_1m", TimeSpan.FromMinutes(1)),
        ("under_15m", TimeSpan.FromMinutes(15)),
        ("under_1h", TimeSpan.FromHours(1)),
        ("under_1d", TimeSpan.FromDays(1)),
        ("older", TimeSpan.MaxValue),
    ];

    private readonly int[] _orders = new int[Ages.Length];

    public DateTimeOffset At => at;

    public int Refunds { get; private set; }

    public int Webhooks { get; private set; }

    public void AddOrder(DateTimeOffset since) => _orders[Array.FindIndex(Ages, age => at - since < age.Below)]++;

    public void AddRefund() => Refunds++;

    public void AddWebhook() => Webhooks++;

    internal IEnumerable<Measurement<int>> OpenOrders()
    {
        for (var i = 0; i < Ages.Length; i++)
            yield return new(_orders[i], new KeyValuePair<string, object?>("age", Ages[i].Age));
    }
}
