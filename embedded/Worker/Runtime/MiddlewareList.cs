using Microsoft.Azure.Functions.Worker.Middleware;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>The app's middleware in the order it was named: the first is the outermost.</summary>
internal sealed class MiddlewareList
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _steps = [];

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> step) => _steps.Add(step);

    public FunctionExecutionDelegate Around(FunctionExecutionDelegate function)
    {
        var pipeline = function;
        for (var i = _steps.Count - 1; i >= 0; i--) pipeline = _steps[i](pipeline);
        return pipeline;
    }
}
