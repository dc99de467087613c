using System.Linq.Expressions;
using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>A method as one delegate: the reflection is paid for once, at start.</summary>
internal static class CompiledCall
{
    private static readonly MethodInfo TaskOfResult = Adapter(nameof(OfTask));
    private static readonly MethodInfo ValueTaskOfResult = Adapter(nameof(OfValueTask));

    public static Func<object?, object?[], ValueTask<object?>> For(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var arguments = Expression.Parameter(typeof(object[]), "arguments");
        var passed = method.GetParameters().Select((parameter, index) => (Expression)Expression.Convert(
            Expression.ArrayIndex(arguments, Expression.Constant(index)), parameter.ParameterType));
        var target = method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!);
        var call = Expression.Call(target, method, passed);
        return Expression
            .Lambda<Func<object?, object?[], ValueTask<object?>>>(Adapt(call), instance, arguments).Compile();
    }

    private static Expression Adapt(MethodCallExpression call)
    {
        var type = call.Type;
        if (type == typeof(void)) return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (type == typeof(Task)) return Expression.Call(Adapter(nameof(OfPlainTask)), call);
        if (type == typeof(ValueTask)) return Expression.Call(Adapter(nameof(OfPlainValueTask)), call);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
            return Expression.Call(TaskOfResult.MakeGenericMethod(type.GetGenericArguments()), call);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            return Expression.Call(ValueTaskOfResult.MakeGenericMethod(type.GetGenericArguments()), call);
        return Expression.New(
            typeof(ValueTask<object?>).GetConstructor([typeof(object)])!, Expression.Convert(call, typeof(object)));
    }

    private static async ValueTask<object?> OfPlainTask(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> OfPlainValueTask(ValueTask task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> OfTask<T>(Task<T> task) => await task;

    private static async ValueTask<object?> OfValueTask<T>(ValueTask<T> task) => await task;

    private static MethodInfo Adapter(string name) =>
        typeof(CompiledCall).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
