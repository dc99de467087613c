using System.Collections;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Orders;

/// <summary>The line that every callback writes that moves an order.</summary>
/// <remarks>One object for all who take the line: of the struct that is generated otherwise, each of them makes its own.</remarks>
internal sealed class MovedLine(OrderKey order, OrderEvent @event, string evidence, OrderState from, OrderState to)
    : IReadOnlyList<KeyValuePair<string, object?>>
{
    public static readonly EventId Id = new(3000, nameof(Log.Moved));

    private readonly string _order = order.ToString();

    public int Count => 6;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Order", _order),
        1 => new("Event", Enum.GetName(@event)),
        2 => new("Evidence", evidence),
        3 => new("From", Enum.GetName(from)),
        4 => new("To", Enum.GetName(to)),
        5 => new("{OriginalFormat}", "Order {Order}: {Event} ({Evidence}) moved it from {From} to {To}"),
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "A line has six fields."),
    };

    public override string ToString() => $"Order {_order}: {@event} ({evidence}) moved it from {from} to {to}";

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
