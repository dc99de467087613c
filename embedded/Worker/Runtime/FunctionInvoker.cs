using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>Runs a function: a scope, the middleware, the parameters, the method.</summary>
internal sealed class FunctionInvoker
{
    private readonly IServiceScopeFactory _scopes;
    private readonly IParameterBinding[] _bindings;
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly ConcurrentDictionary<DiscoveredFunction, Plan> _plans = new();

    public FunctionInvoker(
        IServiceScopeFactory scopes, IEnumerable<IParameterBinding> bindings, MiddlewareList middleware)
    {
        _scopes = scopes;
        _bindings = [.. bindings, new PlainParameters()];
        _pipeline = middleware.Around(RunAsync);
    }

    /// <summary>Fails at start, not at the first call, when a parameter has no way to its value.</summary>
    public void Prepare(DiscoveredFunction function) => _plans.GetOrAdd(function, MakePlan);

    /// <summary>Invokes the function in a scope: the call makes the trigger's value and reads the result.</summary>
    public async ValueTask InvokeAsync(
        DiscoveredFunction function, ITriggerCall call, IReadOnlyDictionary<string, object?> bindingData,
        CancellationToken cancellation)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var invocation = new Invocation(function, scope.ServiceProvider, bindingData, cancellation);
        invocation.Trigger = call.Open(invocation);
        await _pipeline(invocation);
        await call.CloseAsync(invocation);
    }

    private async Task RunAsync(FunctionContext context)
    {
        var invocation = (Invocation)context;
        var plan = _plans.GetOrAdd(invocation.Function, MakePlan);
        var arguments = new object?[plan.Parameters.Length];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = plan.Parameters[i](invocation);
        var instance = plan.Create?.Invoke(invocation.InstanceServices, null);
        invocation.Result = await plan.Call(instance, arguments);
    }

    private Plan MakePlan(DiscoveredFunction function)
    {
        var method = function.Method;
        var create = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        var parameters = function.Parameters.Select(parameter => Bind(function, parameter));
        return new(create, CompiledCall.For(method), [.. parameters]);
    }

    private ParameterValue Bind(DiscoveredFunction function, ParameterInfo parameter) =>
        _bindings.Select(binding => binding.Bind(function, parameter)).FirstOrDefault(value => value is not null)
        ?? throw new InvalidOperationException(
            $"Function '{function.Name}': nothing binds '{parameter.Name}' of type {parameter.ParameterType}.");

    private sealed record Plan(
        ObjectFactory? Create, Func<object?, object?[], ValueTask<object?>> Call, ParameterValue[] Parameters);
}
