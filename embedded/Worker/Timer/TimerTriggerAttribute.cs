using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The parameter by which a function runs on a schedule.</summary>
/// <param name="schedule">NCRONTAB, seconds first (or five fields from minutes), a time span, or %SETTING%.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; } = schedule;
}
