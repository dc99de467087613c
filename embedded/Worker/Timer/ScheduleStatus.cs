namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>Where a schedule stands, in UTC.</summary>
/// <param name="Last">The last run; the default value before the first.</param>
internal sealed record ScheduleStatus(DateTime Last, DateTime Next, DateTime LastUpdated);
