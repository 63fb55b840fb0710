using Microsoft.Extensions.Logging;
using PresignKit.LocalS3.Storage;

namespace PresignKit.LocalS3.Http;

/// <summary>The services available to every operation.</summary>
internal sealed record StoreServices(
    ObjectStore Store,
    TimeProvider Time,
    string Region,
    IReadOnlyList<string> BaseHosts,
    DoorLimits Limits,
    ILogger Log,
    bool PretendEncryption);
