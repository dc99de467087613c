using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>Which lines may be left out under load: those named here and no others. What is new is kept.</summary>
/// <remarks>
/// A line that says that money moved, that something was refused, or what an operator did is never among them; neither is a
/// warning or an error, whoever logs it.
/// </remarks>
internal static class RoutineLines
{
    private const string Ours = "PayFunctions";

    private static readonly FrozenSet<int> Events = FrozenSet.Create(
        1102, 1501, 1601, 1701, // A provider was asked and said nothing new.
        1106, // An order was created: no money has moved.
        3001, 3004, 3072, 3092, // What was known came again.
        2007, 2102, 2302, // A callback about nothing of ours.
        3100, 3102, // An attempt to deliver a message; that it is given up is a warning.
        1751, // A channel was probed; that it moved is a line of its own.
        1301, 1302, 1453, 1454, 2658, 3050); // Timers that ran, or left it to another.

    public static bool Has(LogLevel level, string category, int id) =>
        level < LogLevel.Warning && (Events.Contains(id) || !category.StartsWith(Ours, StringComparison.Ordinal));
}
