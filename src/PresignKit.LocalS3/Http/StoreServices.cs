using PresignKit.LocalS3.Authentication;
using PresignKit.LocalS3.Cors;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Http;

/// <summary>The services available to every operation.</summary>
internal sealed record StoreServices(
    ObjectStore Store,
    RequestAuthenticator Authenticator,
    CorsPipeline Cors,
    TimeProvider Time,
    string Region,
    IReadOnlyList<string> BaseHosts);
