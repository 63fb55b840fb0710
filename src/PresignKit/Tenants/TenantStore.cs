using System.Diagnostics;
using PresignKit.Providers;

namespace PresignKit;

/// <summary>
/// What an application does with the bucket of one tenant, under the policies of the store that it is derived from. Nothing in it reaches another
/// tenant's bucket. Ask for it whenever it is needed, because it is kept only while it is in use.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TenantStore
{
    /// <summary>The name of the tenant's store in declarations, messages, and logs: <c>STORE@TENANT</c>. No registered store can have such a name.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the registered store that it is derived from, and whose policies apply.</summary>
    public required string StoreName { get; init; }

    /// <summary>The tenant, as the application names it.</summary>
    public required string Tenant { get; init; }

    /// <summary>
    /// The name of the tenant's bucket. If it is also that of a registered store, a folder that clients upload to under a policy of that store cannot be the
    /// root of a playlist (<see cref="PlaylistErrorCodes.PlaylistRootNotAllowed"/>).
    /// </summary>
    /// <value>Null: unknown, so that it may be the bucket of any registered store.</value>
    public string? Bucket { get; init; }

    /// <summary>Issues download URLs and opens upload slots.</summary>
    public required IPresignedUrlIssuer Issuer { get; init; }

    /// <summary>Verifies and completes uploads of this tenant's slots. A declaration of another store or tenant is refused.</summary>
    public required IUploadVerifier Uploads { get; init; }

    /// <summary>Signs and lists parts of this tenant's slots. A declaration of another store or tenant is refused.</summary>
    public required IMultipartSlots Parts { get; init; }

    /// <summary>What the backend itself does with the tenant's objects.</summary>
    public required IObjectStore Objects { get; init; }

    /// <summary>
    /// Sets up and checks the tenant's bucket: CORS, bucket policy, lifecycle. What it finds counts for this tenant alone: if the bucket is open to
    /// everybody, this tenant's slots are refused.
    /// </summary>
    public required IStoreSetup Setup { get; init; }

    /// <summary>Issues HEAD and DELETE URLs for trusted tools.</summary>
    public required ITrustedToolUrlIssuer Tools { get; init; }

    /// <summary>Signs requests to the tenant's bucket without any policy.</summary>
    public required IUnrestrictedUrlSigner Unrestricted { get; init; }

    /// <summary>The name.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => Name;
}
