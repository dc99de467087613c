using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Vault;

/// <summary>An answer that is an error, in the vault's own shape.</summary>
internal sealed class VaultRefusal(int status, string code, string message, string? inner = null) : Exception(message)
{
    public int Status => status;

    public JsonObject Body
    {
        get
        {
            var error = new JsonObject { ["code"] = code, ["message"] = Message };
            if (inner is not null) error["innererror"] = new JsonObject { ["code"] = inner };
            return new() { ["error"] = error };
        }
    }

    public static VaultRefusal NotFound(string collection, string name) => new(
        404, collection == "secrets" ? "SecretNotFound" : "CertificateNotFound",
        $"A {collection[..^1]} with (name/id) {name} was not found in this key vault.");

    public static VaultRefusal NameIsDeleted(string name) => new(
        409, "Conflict", $"{name} is currently in a deleted but recoverable state, and its name cannot be reused.",
        "ObjectIsDeletedButRecoverable");

    public static VaultRefusal Disabled(string name) => new(
        403, "Forbidden", $"Operation get is not allowed on a disabled secret: {name}.", "SecretDisabled");

    public static VaultRefusal Bad(string what) => new(400, "BadParameter", what);
}
