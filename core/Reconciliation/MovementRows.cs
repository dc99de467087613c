using System.Text;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation;

/// <summary>Rows that a caller has, or makes as it is asked for them, as a source.</summary>
public sealed class MovementRows(string name, IEnumerable<MovementRow> rows) : IMovementSource
{
    private const int PortionSize = 1024;

    private readonly IEnumerator<MovementRow[]> _portions = rows.Chunk(PortionSize).GetEnumerator();

    public string Name { get; } = name;

    public IMovementPortion? Next() => _portions.MoveNext() ? new Portion(Name, _portions.Current) : null;

    public BillRefusal? Finish()
    {
        _portions.Dispose();
        return null;
    }

    private sealed class Portion(string name, MovementRow[] rows) : IMovementPortion
    {
        public BillRefusal? ReadInto(MovementLane lane)
        {
            foreach (var row in rows)
            {
                if (Refuse(row) is { } what) return new(BillFault.Cell, name, row.Line, 0, what);
                lane.Add(new()
                {
                    Kind = row.Kind,
                    Status = row.Status,
                    Currency = CurrencyLetters.Of(row.Currency),
                    Amount = row.Amount,
                    Fee = row.Fee ?? Movement.FeeUnknown,
                    Instant = row.At.ToUnixTimeSeconds(),
                    OrderId = Encoding.UTF8.GetBytes(row.OrderId),
                    Reference = Encoding.UTF8.GetBytes(row.Reference),
                    ProviderId = Encoding.UTF8.GetBytes(row.ProviderId),
                    Merchant = Encoding.UTF8.GetBytes(row.Merchant),
                    Line = row.Line,
                    Offset = row.Offset,
                    Age = (byte)row.Age,
                });
            }

            return null;
        }

        public void Dispose()
        {
        }

        private static string? Refuse(MovementRow row)
        {
            if (row.OrderId.Length == 0 && row.Reference.Length == 0) return "neither an order nor a reference";
            foreach (var text in (ReadOnlySpan<string>)[row.OrderId, row.Reference, row.ProviderId, row.Merchant])
            {
                if (Encoding.UTF8.GetByteCount(text) > Movement.TextLengthMax) return $"'{text}' is too long";
            }

            if (row.At.ToUnixTimeSeconds() is < 0 or > uint.MaxValue) return $"an instant of {row.At:O}";
            return row.Age is >= 0 and <= byte.MaxValue ? null : $"an age of {row.Age} days";
        }
    }
}
