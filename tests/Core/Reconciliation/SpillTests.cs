using PayFunctions.Core;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

public class SpillTests
{
    private const int Rows = 20_000;
    private const int RowBytes = 64; // No packed row here is shorter.
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 200_000, 1)] // One partition that has to be divided, and each part of it again.
    [InlineData(4, 400_000, 2)]
    [InlineData(64, 1_000_000, 2)]
    [InlineData(64, 1_000_000, 3)] // Fewer streams than threads that write to one.
    public void What_was_put_aside_comes_back_whole(int partitions, long memory, int workers)
    {
        var (whole, expected) = Engine.Compare(Day(1), Day(2));

        var (coverage, found) = Engine.Compare(Day(1), Day(2), partitions, memory, workers);

        Assert.True(whole.Holds && coverage.Holds);
        Assert.Equal(Rows, coverage.Here.In.Rows);
        Assert.Equal(expected.Select(Engine.Text), found.Select(Engine.Text));
        Assert.Equal(3 * Rows / 50, found.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_000_000)]
    public void Texts_as_long_as_they_may_be_come_back_whole(long memory)
    {
        var rows = Enumerable.Range(0, 2000).Select(number => new MovementRow(
            MovementKind.Refund, MovementStatus.Succeeded, Long(number, 'o'), Long(number, 'r'), Long(number, 'p'), number, Currency.Cny, 600,
            Noon, number % 3 == 0 ? Long(number, 'm') : "ours", number)).ToArray();

        var (coverage, found) = Engine.Compare([], rows, partitions: 4, memory, merchants: new HashSet<string> { "ours" });

        Assert.True(coverage.Holds);
        Assert.Equal(
            rows.Select(row => row.Merchant == "ours" ? row with { Merchant = "" } : row),
            found.SelectMany(one => one.There).OrderBy(row => row.Line));

        static string Long(int number, char letter) => $"{letter}{number:D4}".PadRight(Movement.TextLengthMax, letter);
    }

    [Fact]
    public void A_run_writes_large_pieces_to_its_streams_and_few()
    {
        const long memory = 1_000_000;
        var spill = new Counted();
        var options = new ReconcilerOptions { Partitions = 64, Memory = memory, Workers = 1, Spill = () => spill };

        new Reconciler(options).Run(
            new([new MovementRows("here", Day(1))], [new MovementRows("there", Day(2))]), new DifferenceList(), TestContext.Current.CancellationToken);

        Assert.True(spill.Written > 2 * Rows * RowBytes - memory, $"{spill.Written} bytes were written.");
        Assert.True(spill.Writes <= 1 + spill.Written / (200 << 10), $"{spill.Writes} writes of {spill.Written} bytes.");
    }

    /// <summary>Every fiftieth amount is one more than the other side's, and every fiftieth order is on one side alone.</summary>
    private static IEnumerable<MovementRow> Day(int side) => Enumerable.Range(0, Rows).Select(number => new MovementRow(
        MovementKind.Payment, MovementStatus.Succeeded, $"ORD{(number % 50 == 7 ? side : 0)}{number:D9}", "", $"42000025882026112{number:D11}",
        number % 50 == 3 ? 100 + side : 100, Currency.Cny, 600, Noon, Line: number));

    private sealed class Counted : MemoryStream
    {
        public int Writes { get; private set; }

        public long Written { get; private set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Writes++;
            Written += count;
            base.Write(buffer, offset, count);
        }
    }
}
