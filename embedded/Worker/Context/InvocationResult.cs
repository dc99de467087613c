namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the invocation returns; a middleware may read it after, or put its own in place.</summary>
public abstract class InvocationResult<T>
{
    private protected InvocationResult() { }

    public abstract T? Value { get; set; }
}

/// <summary>The same, whatever its type.</summary>
public abstract class InvocationResult : InvocationResult<object>
{
    private protected InvocationResult() { }
}
