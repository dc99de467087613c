using System.Globalization;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>A few dozen payments of one past day at WeChat Pay, seven of them wrong; every day of them is like every other.</summary>
internal sealed class SmallDay
{
    public const int Differing = 6;

    private const int Agreeing = 30;

    private readonly SandboxWorld _world;
    private readonly string _prefix;
    private readonly List<SeededOrder> _indexed = [], _stored = [];
    private readonly List<Transaction> _transactions = [];
    private readonly Dictionary<string, Func<BillLine, IEnumerable<BillLine>>> _edits = [];
    private int _last;

    public SmallDay(SandboxWorld world, DateOnly date)
    {
        (_world, Date) = (world, date);
        _prefix = $"SML{Guid.NewGuid().ToString("N")[..6]}";
        for (var i = 0; i < Agreeing; i++) Paid(1000 + i);
        for (var i = 0; i < 3; i++) _stored.Add(There(2000 + i)); // Paid there, and nobody told us.
        for (var i = 0; i < 2; i++) Edit(Paid(3000 + i), line => [line with { Amount = line.Amount + 1 }]);
        Edit(Paid(4000), line => [line, line]);
        _indexed.Remove(Paid(5000)); // The order has it, and the index does not.
    }

    public DateOnly Date { get; }

    /// <summary>Every order, in the order in which they were made.</summary>
    public IEnumerable<string> OrderIds => Enumerable.Range(1, _last).Select(IdOf);

    public async Task SeedAsync(CancellationToken cancellation)
    {
        var seeding = new DaySeeding(_world.Azurite.ConnectionString);
        await seeding.WriteOrdersAsync(_stored, cancellation);
        await seeding.WriteIndexAsync(_indexed, cancellation);
        _world.WeChatPay.Seed(_transactions, []);
    }

    /// <summary>What the provider makes of that day's lines; those of other days stay.</summary>
    public IEnumerable<BillLine> Edited(IEnumerable<BillLine> lines) =>
        lines.SelectMany(line => _edits.TryGetValue(line.OutTradeNo, out var edit) ? edit(line) : [line]);

    private void Edit(SeededOrder order, Func<BillLine, IEnumerable<BillLine>> edit) => _edits[order.Order.OutTradeNo] = edit;

    private SeededOrder Paid(long fen)
    {
        var order = There(fen);
        var paid = order.Paid(Number(order), order.Order.CreatedAt.AddMinutes(1));
        _indexed.Add(paid);
        _stored.Add(paid);
        return paid;
    }

    private SeededOrder There(long fen)
    {
        var at = new DateTimeOffset(Date.ToDateTime(new(9, 0)), TimeSpan.FromHours(8)).AddMinutes(++_last);
        var order = SeededOrder.Awaiting(
            "default", DayMaking.WeChat, _world.WeChatPay.PlatformMode.MerchantId, IdOf(_last), fen, at);
        _transactions.Add(ProviderDay.WeChat(order, _world.WeChatPay.PlatformMode.AppId, Number(order), at));
        return order;
    }

    private string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{_prefix}{number:D5}");

    private static string Number(SeededOrder order) => $"4200{order.Order.Key.OrderId}";
}
