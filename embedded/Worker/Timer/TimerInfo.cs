namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer function is told about its run.</summary>
public class TimerInfo
{
    public TimerInfo()
    {
    }

    /// <summary>Null where nothing is kept: UseMonitor is false, or it occurs more than once a minute.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for an occurrence that was missed.</summary>
    public bool IsPastDue { get; set; }
}
