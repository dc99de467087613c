using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;

namespace PayFunctions.Tests.Core.Reconciliation.Runs;

public class MovementShardsTests
{
    private const int Shards = 5;
    private static readonly IReadOnlySet<string> Ours = new HashSet<string> { "1900000001" };

    private static readonly Arbitrary<MovementRow[]> AnyRows = Gen.ArrayOf(
        from kind in Gen.Elements(MovementKind.Payment, MovementKind.Refund)
        from id in Gen.Choose(1, 40)
        from amount in Gen.Choose(1, 5)
        from transaction in Gen.Elements("4200000000000000000000000001", "A-1", "")
        select new MovementRow(
            kind, MovementStatus.Succeeded, $"ORD-{id}", kind == MovementKind.Refund ? $"REF-{id}" : "", transaction, amount,
            Currency.Cny, null, Days.Window.Start.ToUniversalTime().AddHours(3), "1900000001", id, id * 100)).ToArbitrary();

    /// <summary>Ids of every length with digits at their end, and numbers on both sides of every bound of a packed row.</summary>
    private static readonly Arbitrary<MovementRow[]> OddRows = Gen.ArrayOf(
        from order in Id(1)
        from reference in Id(0)
        from provider in Id(0)
        from amount in Gen.Elements(0, 1, uint.MaxValue, uint.MaxValue + 1L, 1L << 40, -1)
        from fee in Gen.Elements<long?>(null, 0, uint.MaxValue - 1L, uint.MaxValue, uint.MaxValue + 1L, -1)
        from offset in Gen.Elements(0, uint.MaxValue, uint.MaxValue + 1L, (1L << 35) - 1, 1L << 35, 1L << 39)
        from age in Gen.Elements(0, 0, 0, 1, 255)
        from currency in Gen.Elements(Currency.Cny, Currency.Cny, Currency.Usd)
        select new MovementRow(
            MovementKind.Other, MovementStatus.Closed, order, reference, provider, amount, currency, fee,
            DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue), "1900000001", uint.MaxValue, offset, age)).ToArbitrary();

    [Fact]
    public void What_was_dealt_out_reads_back_row_by_row() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(AnyRows, rows =>
        {
            var (streams, _) = Deal(rows);
            var back = streams.SelectMany((stream, at) => Read(stream, $"shard {at}"));
            return rows.Select(row => row.ToString()).Order().SequenceEqual(back.Select(row => row.ToString()).Order());
        }));

    [Fact]
    public void Odd_ids_and_numbers_read_back_as_they_were() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(OddRows, rows =>
        {
            var (streams, _) = Deal(rows);
            var back = streams.SelectMany((stream, at) => Read(stream, $"shard {at}"));
            return rows.Select(row => row.ToString()).Order().SequenceEqual(back.Select(row => row.ToString()).Order());
        }));

    [Fact]
    public void The_fingerprint_of_a_day_knows_no_order_and_every_row() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(AnyRows, rows =>
        {
            var print = Print(rows);
            var isKept = print == Print([.. rows.Reverse()]);
            var tellsChanges = rows.Length == 0
                || (print != Print(rows[1..]) && print != Print([.. rows, rows[0]])
                    && print != Print([rows[0] with { Amount = rows[0].Amount + 1 }, .. rows[1..]])
                    && print != Print([rows[0] with { ProviderId = "another" }, .. rows[1..]]));
            return isKept && tellsChanges;
        }));

    [Fact]
    public void A_strangers_line_a_failed_one_and_one_of_yesterday_have_to_be_looked_at()
    {
        var row = new MovementRow(
            MovementKind.Payment, MovementStatus.Succeeded, "ORD-1", "", "42", 1, Currency.Cny, null, Days.Window.Start, "1900000001");

        Assert.True(Print([row]).IsPlain);
        Assert.False(Print([row with { Merchant = "1900009999" }]).IsPlain);
        Assert.False(Print([row with { Status = MovementStatus.Failed }]).IsPlain);
        Assert.False(Print([row with { Age = 1 }]).IsPlain);
    }

    [Fact]
    public void Bytes_that_end_within_a_movement_are_no_movements()
    {
        var (streams, _) = Deal([new(
            MovementKind.Payment, MovementStatus.Succeeded, "ORD-1", "", "42", 1, Currency.Cny, null, Days.Window.Start)]);
        var torn = streams.Single(stream => stream.Length > 0);
        torn.SetLength(torn.Length - 1);

        Assert.Throws<InvalidDataException>(() => Read(torn, "torn").Count);
    }

    private static Gen<string> Id(int least) =>
        from letters in Gen.Elements("", "A", "ORD", "ORD-2026", "0123456/", "12345678:")
        from digits in Gen.Choose(least, Movement.TextLengthMax - letters.Length)
        from first in Gen.Choose(0, 9)
        select letters + string.Concat(Enumerable.Range(first, digits).Select(number => number % 10));

    [Fact]
    public void Movements_that_an_older_version_packed_are_not_misread()
    {
        const int kindAt = 2;
        const byte olderPayment = (byte)MovementKind.Payment | 0x80; // With a long number for the provider's id.
        var (streams, _) = Deal([new(
            MovementKind.Payment, MovementStatus.Succeeded, "ORD-1", "", "42", 1, Currency.Cny, null, Days.Window.Start)]);
        var older = streams.Single(stream => stream.Length > 0);
        older.GetBuffer()[kindAt] = olderPayment;

        Assert.Contains("run the day again", Assert.Throws<InvalidDataException>(() => Read(older, "older").Count).Message);
    }

    private static MovementFingerprint Print(MovementRow[] rows) =>
        Deal(rows).Prints.Aggregate(MovementFingerprint.Empty, (sum, one) => sum.With(one));

    private static (MemoryStream[] Streams, IReadOnlyList<MovementFingerprint> Prints) Deal(MovementRow[] rows)
    {
        MemoryStream[] streams = [.. Enumerable.Range(0, Shards).Select(_ => new MemoryStream())];
        var shards = new MovementShards(streams, Ours, MatchingRules.Standard, withFee: false);
        Assert.Null(shards.Deal(new MovementRows("rows", rows), TestContext.Current.CancellationToken));
        return (streams, shards.Fingerprints);
    }

    private static List<MovementRow> Read(MemoryStream stream, string name)
    {
        stream.Position = 0;
        var kept = new Kept();
        kept.Read(new MovementLog(name, stream));
        return kept.Rows;
    }

    private sealed class Kept : IMovementTaker
    {
        public List<MovementRow> Rows { get; } = [];

        public void Take(in Movement movement) => Rows.Add(MovementRow.Of(movement));

        public void Read(MovementLog log)
        {
            var lane = new MovementLane(new(), this);
            while (log.Next() is { } portion)
            {
                using (portion) Assert.Null(portion.ReadInto(lane));
            }
        }
    }
}
