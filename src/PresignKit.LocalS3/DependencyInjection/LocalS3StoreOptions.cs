using System.Diagnostics;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.DependencyInjection;

/// <summary>
/// The settings of a store that the application runs itself, from code or from <c>PresignKit:Stores:NAME</c>; configuration has the
/// last word. Several stores share one embedded server: a setting of the server that one of them has applies to all.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class LocalS3StoreOptions
{
    /// <summary>The bucket. It is created when the application starts.</summary>
    /// <value>Null: the store's name.</value>
    public string? Bucket { get; set; }

    /// <summary>
    /// The address at which browsers reach the server, without the bucket. A host name that differs from the application's (<c>localhost</c>
    /// and <c>127.0.0.1</c>) makes it a different site, like a real store: browsers do not send it the application's cookies.
    /// </summary>
    /// <value>Null: <c>http://localhost:PORT</c>.</value>
    public string? PublicEndpoint { get; set; }

    /// <summary>Where the bucket name is placed in signed URLs.</summary>
    /// <value><see cref="BucketAddressing.Path"/>.</value>
    public BucketAddressing PublicAddressing { get; set; } = BucketAddressing.Path;

    /// <summary>The server's port.</summary>
    /// <value>Null: a free port, a different one at each start.</value>
    public int? Port { get; set; }

    /// <summary>The folder that contains all objects. A relative path is relative to the application's content root.</summary>
    /// <value>Null: <c>App_Data/locals3</c>.</value>
    public string? Directory { get; set; }

    /// <summary>The access key. Set it together with <see cref="SecretAccessKey"/> if URLs must remain valid after a restart.</summary>
    /// <value>Null: a random one at each start.</value>
    public string? AccessKeyId { get; set; }

    /// <summary>The secret of <see cref="AccessKeyId"/>.</summary>
    /// <value>Null: a random one at each start.</value>
    public string? SecretAccessKey { get; set; }

    /// <summary>The origins of pages that may use the store, such as <c>http://127.0.0.1:5080</c>.</summary>
    /// <value>Empty: any. What admits to an object is the signature, and the server listens on this machine alone.</value>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Whether the server may start in the Production environment.</summary>
    /// <value><see cref="LocalS3Production.Refuse"/>.</value>
    public LocalS3Production Production { get; set; }

    /// <summary>Bucket and address; no secret.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => $"{Bucket} at {PublicEndpoint}";
}
