using System.Globalization;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>A day as it is being made: what our side is to hold of it, and what was put into it that is wrong.</summary>
internal sealed class DayMaking
{
    public const string WeChat = "wechatpay", AliPay = "alipay", UnionPay = "unionpay", AppStore = "appstore";

    private const int SecondsOfMiddle = 20 * 3600;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly Random _random = new(20261120);
    private readonly List<Planted> _planted = [];

    public DateOnly Date { get; } = DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(China).DateTime).AddDays(-1);

    /// <summary>When the day begins.</summary>
    public DateTimeOffset Midnight => new(Date.ToDateTime(TimeOnly.MinValue), China);

    /// <summary>The hour in which WeChat Pay's notifications were refused: what was paid in it is missing here.</summary>
    public DateTimeOffset Refused => Midnight.AddHours(10);

    /// <summary>Of this making: ids of another are others.</summary>
    public string Run { get; } = Guid.NewGuid().ToString("N")[..6];

    /// <summary>How many orders there are so far.</summary>
    public int Last { get; private set; }

    /// <summary>What the day's index has.</summary>
    public List<SeededOrder> Indexed { get; } = [];

    /// <summary>The orders that are there with all their rows, since something is to become of them.</summary>
    public List<SeededOrder> Stored { get; } = [];

    /// <summary>What the index has once more.</summary>
    public List<SeededOrder> Twice { get; } = [];

    public IReadOnlyList<Planted> Planted => _planted;

    public SeededOrder New(string channel, string merchantId, long fen, DateTimeOffset? at = null)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"DAY{Run}{++Last:D6}");
        return SeededOrder.Awaiting(
            "default", channel, merchantId, id, fen, at ?? Midnight.AddHours(2).AddSeconds(_random.Next(SecondsOfMiddle)));
    }

    public long Money() => _random.Next(100, 50_000);

    public SeededOrder Store(SeededOrder order)
    {
        Stored.Add(order);
        return order;
    }

    /// <param name="cause">Null: no rule explains it.</param>
    public void Plant(SeededOrder order, string kind, string? cause, bool automatic) =>
        Plant(order.Order.Channel, BillNumbers.Of(order.Order), kind, cause, automatic);

    public void Plant(string channel, string number, string kind, string? cause, bool automatic) =>
        _planted.Add(new(channel, number, kind, cause, automatic));
}
