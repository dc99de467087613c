using System.Globalization;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>Payments within four minutes, as many as make a storm when all but one of them are told wrong.</summary>
internal sealed class StormDay
{
    public const int Count = 101;

    private const int BillsOfAFetch = 2; // Of trades, and of the account.
    private const double SecondsApart = 2.3;

    private readonly string _prefix = $"STM{Guid.NewGuid().ToString("N")[..6]}";
    private readonly SandboxWorld _world;
    private readonly List<SeededOrder> _orders = [];
    private readonly List<Transaction> _transactions = [];
    private int _cutShort;

    /// <param name="isHeard">Whether we know of them too.</param>
    public StormDay(SandboxWorld world, DateOnly date, bool isHeard)
    {
        (_world, Date) = (world, date);
        var nine = new DateTimeOffset(date.ToDateTime(new(9, 0)), TimeSpan.FromHours(8));
        for (var i = 1; i <= Count; i++)
        {
            var (id, at) = (string.Create(CultureInfo.InvariantCulture, $"{_prefix}{i:D5}"), nine.AddSeconds(SecondsApart * i));
            var order = SeededOrder.Awaiting("default", DayMaking.WeChat, world.WeChatPay.PlatformMode.MerchantId, id, 1000 + i, at);
            _transactions.Add(ProviderDay.WeChat(order, world.WeChatPay.PlatformMode.AppId, $"4200{id}", at));
            _orders.Add(isHeard ? order.Paid($"4200{id}", at) : order);
        }
    }

    public DateOnly Date { get; }

    public string FirstOrderId => _orders[0].Order.Key.OrderId;

    /// <summary>How often a bill of the day was made.</summary>
    public int BillsMade { get; private set; }

    public async Task SeedAsync(CancellationToken cancellation)
    {
        var seeding = new DaySeeding(_world.Azurite.ConnectionString);
        await seeding.WriteOrdersAsync(_orders, cancellation);
        await seeding.WriteIndexAsync(_orders, cancellation);
        _world.WeChatPay.Seed(_transactions, []);
    }

    /// <summary>The next fetch brings one line of the day, and the one after it all of them.</summary>
    public void CutNextFetchShort() => _cutShort = BillsOfAFetch;

    /// <summary>What the provider makes of that day's lines; those of other days stay.</summary>
    public IEnumerable<BillLine> Edited(IReadOnlyList<BillLine> lines)
    {
        if (!lines.Any(line => line.OutTradeNo.StartsWith(_prefix, StringComparison.Ordinal))) return lines;
        BillsMade++;
        return _cutShort-- > 0 ? lines.Take(1) : lines;
    }
}
