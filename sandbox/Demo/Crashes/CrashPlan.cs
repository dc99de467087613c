using System.Globalization;

namespace PayFunctions.Sandbox.Demo.Crashes;

/// <summary>What becomes of an order of the load, if all goes well.</summary>
internal enum CrashFate
{
    Paid,
    NeverPaid,
    Refunded,
}

/// <summary>One order of the load: its amount, its fate, and after which kill the merchant asks for it.</summary>
internal sealed record CrashOrder(long Amount, CrashFate Fate, int AfterKill);

/// <summary>A load and the moments of its kills, all of one seed: the same seed is the same plan.</summary>
internal sealed class CrashPlan
{
    // The moment of a kill, from the first healthy answer on: a paid order's whole life fits in between.
    private const int LatestKillMilliseconds = 1200;

    public CrashPlan(int seed, int kills, int orders)
    {
        Seed = seed;
        var chance = new Random(seed);
        Kills = [.. Enumerable.Range(0, kills).Select(_ => TimeSpan.FromMilliseconds(chance.Next(LatestKillMilliseconds)))];
        Orders =
        [
            .. from i in Enumerable.Range(0, orders)
               select new CrashOrder(
                   chance.Next(1, 100_000), (CrashFate)Math.Max(0, chance.Next(-3, 3)), i * Math.Max(1, kills) / orders),
        ];
    }

    public int Seed { get; }

    public IReadOnlyList<TimeSpan> Kills { get; }

    public IReadOnlyList<CrashOrder> Orders { get; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"seed {Seed}, {Kills.Count} kills, {Orders.Count} orders");
}
