namespace PayFunctions.Infra.Configuration;

/// <summary>A setting that only a deployment changes, and no operator while the app runs: it is a guard.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DeployedAttribute(string why) : Attribute
{
    public string Why => why;
}
