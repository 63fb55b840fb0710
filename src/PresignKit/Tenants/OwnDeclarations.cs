namespace PresignKit.Tenants;

/// <summary>
/// Lets only the declarations of one tenant's slots pass, and names the store whose policies apply in them. A declaration that another tenant holds is
/// never looked for in this tenant's bucket.
/// </summary>
internal sealed class OwnDeclarations(string name, string storeName)
{
    /// <exception cref="PolicyViolationException">It belongs to another store or tenant.</exception>
    public DeclaredUpload Inside(DeclaredUpload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return upload.StoreName == name
            ? upload with { StoreName = storeName }
            : throw new PolicyViolationException(
                ErrorCodes.PolicyOfOtherStore, $"The slot '{upload.Key}' was opened for store '{upload.StoreName}', not for '{name}'.");
    }

    public DeclaredUpload Outside(DeclaredUpload upload) => upload with { StoreName = name };
}
