namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Lets threads speak in the order of their work, though they work at once.</summary>
internal sealed class Turns
{
    private readonly object _gate = new();
    private int _next;
    private bool _isAbandoned;

    /// <summary>Waits until everything before this number has been said; false when somebody failed and nobody need go on.</summary>
    public bool WaitFor(int number)
    {
        lock (_gate)
        {
            while (_next != number && !_isAbandoned) Monitor.Wait(_gate);
            return !_isAbandoned;
        }
    }

    public void Done()
    {
        lock (_gate)
        {
            _next++;
            Monitor.PulseAll(_gate);
        }
    }

    public void Abandon()
    {
        lock (_gate)
        {
            _isAbandoned = true;
            Monitor.PulseAll(_gate);
        }
    }
}
