using PresignKit.LocalS3.Authentication;
using PresignKit.LocalS3.Cors;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Http;

/// <summary>What every operation works with.</summary>
internal sealed record StoreServices(
    ObjectStore Store,
    RequestAuthenticator Authenticator,
    CorsPipeline Cors,
    TimeProvider Time,
    string Region,
    IReadOnlyList<string> BaseHosts);
