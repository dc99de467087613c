using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>
/// The App Store's share, put where bills of channels without a fetch are looked for, in columns that a setting describes; with
/// four differences.
/// </summary>
internal sealed class BusyAppStore : ChannelDay
{
    public const string Bundle = "com.example.tea";

    private const int RowsMin = 2000;

    private readonly List<Line> _lines = [];

    public BusyAppStore(DayMaking day)
        : base(day)
    {
        Day.Plant(Payment(Day.Money()), "MissingThere", null, automatic: false);
        _lines.Clear();
        Day.Plant(Payment(1299), "Amount", "TruncatedCents", automatic: false);
        _lines[^1] = _lines[^1] with { Fen = 1200 };
        Day.Plant(Payment(Day.Money()), "Currency", null, automatic: false);
        _lines[^1] = _lines[^1] with { Currency = "USD" };
        // Nobody here knows the order: a rule may try, and has to leave it to people.
        Day.Plant(Payment(Day.Money()), "MissingHere", null, automatic: false);
        Day.Indexed.RemoveAt(Day.Indexed.Count - 1);
    }

    public override int Rows => _lines.Count;

    /// <summary>Makes it as long as it has to be.</summary>
    public void Fill()
    {
        while (Rows < RowsMin) Payment(Day.Money());
    }

    public override async Task SeedAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var container = new BlobContainerClient(world.Bills.ConnectionString, "bills");
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"inbox/{DayMaking.AppStore}/{Day.Date:yyyyMMdd}/{Bundle}");
        var text = "orderId,transactionId,amount,currency,time\n" + string.Concat(_lines);
        await container.GetBlobClient(name).UploadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), overwrite: true, cancellation);
    }

    private SeededOrder Payment(long fen)
    {
        var order = Day.New(DayMaking.AppStore, Bundle, fen);
        var number = $"4200{order.Order.Key.OrderId}";
        var paid = order.Paid(number, order.Order.CreatedAt.AddMinutes(1));
        Day.Indexed.Add(paid);
        _lines.Add(new(paid.Order.OutTradeNo, number, fen, "CNY", paid.Order.PaidAt!.Value));
        return paid;
    }

    private sealed record Line(string OrderId, string Number, long Fen, string Currency, DateTimeOffset At)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{OrderId},{Number},{Fen / 100m:0.00},{Currency},{At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\n");
    }
}
