namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>What a trigger brings to an invocation and takes from it.</summary>
internal interface ITriggerCall
{
    /// <summary>The value of the trigger's parameter.</summary>
    object? Open(Invocation invocation);

    /// <summary>Takes the result, with the invocation's scope still open.</summary>
    ValueTask CloseAsync(Invocation invocation);
}
