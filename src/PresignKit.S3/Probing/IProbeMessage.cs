namespace PresignKit.S3.Probing;

/// <summary>A request that can be sent repeatedly.</summary>
internal interface IProbeMessage
{
    HttpRequestMessage ToMessage();
}
