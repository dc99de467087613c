using PayFunctions.Core.Orders;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Orders;

/// <summary>Counts the order machine's moves.</summary>
internal static class Transitions
{
    private static readonly object True = true;

    private static readonly object False = false;

    public static void Count(OrderState from, OrderState to, bool isRepeat) =>
        PayFunctionsTelemetry.StateTransitions.Add(
            1, new("machine", "order"), new("from", from.ToString()), new("to", to.ToString()),
            new("repeat", isRepeat ? True : False));
}
