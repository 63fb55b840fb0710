using System.Diagnostics;
using PresignKit.SigV4;

namespace PresignKit.LocalS3.DependencyInjection;

/// <summary>
/// The settings of a store that the application runs itself, from code or from <c>PresignKit:Stores:NAME</c>; configuration has the
/// last word. Several stores share one embedded server: what one of them says of the server holds for all.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class LocalS3StoreOptions
{
    /// <summary>The bucket. It is created when the application starts.</summary>
    /// <value>Null: the store's name.</value>
    public string? Bucket { get; set; }

    /// <summary>
    /// Where browsers reach the server, without the bucket. Another host name than the application's (<c>localhost</c> beside
    /// <c>127.0.0.1</c>) makes it another site, as a real store is: the application's cookies stay with the application.
    /// </summary>
    /// <value>Null: <c>http://localhost:PORT</c>.</value>
    public string? PublicEndpoint { get; set; }

    /// <summary>Where the bucket stands in signed URLs.</summary>
    /// <value><see cref="BucketAddressing.Path"/>.</value>
    public BucketAddressing PublicAddressing { get; set; } = BucketAddressing.Path;

    /// <summary>The server's port.</summary>
    /// <value>Null: a free one, another one at each start.</value>
    public int? Port { get; set; }

    /// <summary>The folder that holds every object. A relative one counts from the application's content root.</summary>
    /// <value>Null: <c>App_Data/locals3</c>.</value>
    public string? Directory { get; set; }

    /// <summary>The access key. Set it together with <see cref="SecretAccessKey"/> where URLs must outlive a restart.</summary>
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
