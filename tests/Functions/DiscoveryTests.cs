using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using PayFunctions.Orders;

namespace PayFunctions.Tests.Functions;

/// <summary>
/// What the genuine worker's source generators want of a function: they leave out, without a word, what they can't call.
/// </summary>
/// <remarks>azure-functions-dotnet-worker sdk/Sdk.Generators (metadata and executor); Azure Functions' isolated-worker
/// guide: a public method of a public class, found by its attribute.</remarks>
public class DiscoveryTests
{
    private const BindingFlags All =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly MethodInfo[] Functions =
    [
        .. typeof(OrderLifecycle).Assembly.GetTypes().SelectMany(type => type.GetMethods(All))
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null),
    ];

    [Fact]
    public void Every_function_is_a_public_method_of_a_public_class_without_open_generics()
    {
        Assert.NotEmpty(Functions);
        Assert.All(Functions, function =>
        {
            var type = function.DeclaringType!;
            Assert.True(function.IsPublic && !function.ContainsGenericParameters, $"{type}.{function.Name}: the method");
            Assert.True(type is { IsPublic: true, ContainsGenericParameters: false }, $"{type}: public, not nested, not generic");
            Assert.True(function.IsStatic || !type.IsAbstract, $"{type}: can be made");
        });
    }

    [Fact]
    public void A_functions_class_is_made_in_one_way() => Assert.All(
        Functions.Where(function => !function.IsStatic), function => Assert.Single(function.DeclaringType!.GetConstructors()));

    [Fact]
    public void A_function_has_one_trigger_and_gives_a_task_or_a_value() => Assert.All(Functions, function =>
    {
        Assert.Single(function.GetParameters(), one => one.GetCustomAttributes<TriggerBindingAttribute>().Any());
        Assert.DoesNotContain(function.GetParameters(), one => one.ParameterType.IsByRef);
        var isAsync = function.GetCustomAttribute<System.Runtime.CompilerServices.AsyncStateMachineAttribute>() is not null;
        Assert.False(isAsync && function.ReturnType == typeof(void), $"{function.DeclaringType}.{function.Name} is async void.");
    });

    /// <summary>The host knows functions by their names, without regard to case, whatever class they are of.</summary>
    [Fact]
    public void No_two_functions_share_a_name() => Assert.Distinct(
        Functions.Select(function => function.GetCustomAttribute<FunctionAttribute>()!.Name), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Names_are_what_the_host_takes() => Assert.All(Functions, function =>
        Assert.Matches("^[A-Za-z][A-Za-z0-9_-]{0,126}$", function.GetCustomAttribute<FunctionAttribute>()!.Name));
}
