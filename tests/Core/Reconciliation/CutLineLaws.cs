using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;

namespace PayFunctions.Tests.Core.Reconciliation;

public class CutLineLaws
{
    private const int ColumnsMax = 128;

    private static readonly BillColumns Columns = new()
    {
        Channel = "bank",
        OrderId = "order",
        TransactionId = "transaction",
        Amount = "amount",
        Time = "time",
        TimeFormat = BillTime.Utc,
    };

    private static readonly Arbitrary<(int Columns, int Longest, int Seed)> AnyShape = (
        from columns in Gen.Choose(4, ColumnsMax)
        from longest in Gen.Elements(0, 1, 3, 9, 30, 200) // Many cells in 64 bytes, few, and cells that are longer.
        from seed in Gen.Choose(0, int.MaxValue)
        select (columns, longest, seed)).ToArbitrary();

    [Fact]
    public void Every_cell_is_found_however_many_there_are_and_however_short_they_are() =>
        Prop.ForAll(AnyShape, shape =>
        {
            var random = new Random(shape.Seed);
            var places = Enumerable.Range(0, shape.Columns).ToArray();
            random.Shuffle(places);
            var lines = Enumerable.Range(0, 20).Select(number => Line(number, shape.Columns, shape.Longest, places, random));
            var header = Placed(["order", "transaction", "amount", "time"], places, [.. places.Select(place => $"column{place}")]);

            var (rows, refusal) = BillText.Read(
                new ConfiguredBill(Columns), Encoding.UTF8.GetBytes(string.Join('\n', [header, .. lines])));

            return refusal is null && rows.Select(row => (row.OrderId, row.ProviderId, row.Amount)).SequenceEqual(
                Enumerable.Range(0, 20).Select(number => ($"ORD{number}", $"T{number}", 100L + number)));
        }).QuickCheckThrowOnFailure();

    private static string Line(int number, int columns, int longest, int[] places, Random random) => Placed(
        [$"ORD{number}", $"T{number}", $"{1 + number / 100}.{number % 100:00}", "2026-11-20T04:00:00Z"], places,
        [.. Enumerable.Range(0, columns).Select(_ => new string('x', random.Next(longest + 1)))]);

    private static string Placed(string[] cells, int[] places, string[] others)
    {
        for (var i = 0; i < cells.Length; i++) others[places[i]] = cells[i];
        return string.Join(',', others);
    }
}
