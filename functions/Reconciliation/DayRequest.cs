using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Edge;

namespace PayFunctions.Reconciliation;

/// <summary>The day that a URL names, of the caller's tenant.</summary>
internal static class DayRequest
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <param name="date"><c>2026-11-20</c>, in China; it has to be over.</param>
    public static RunKey? Read(
        HttpRequestData request, DayStarting days, TimeProvider clock, string channel, string date, out Problem? problem)
    {
        problem = null;
        if (!days.Has(request.Tenant(), channel))
        {
            problem = NoSuchChannel;
            return null;
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime);
        if (UrlDay.TryRead(date, out var day) && day < today)
            return new(request.Tenant(), channel, day);
        problem = Problem.Invalid(new Core.Orders.FieldProblem(
            "date", $"is no day like 2026-11-20 that is over in China, where it is {today:yyyy-MM-dd}"));
        return null;
    }

    public static Problem NoSuchRun { get; } = new(404, "no-such-run", "That day has not been reconciled.");

    public static Problem NoSuchDifference { get; } = new(404, "no-such-difference", "There is no such difference of that day.");

    private static Problem NoSuchChannel { get; } = new(404, "no-such-channel", "There are no bills of such a channel.");
}
