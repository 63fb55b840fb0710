namespace PresignKit.S3.Probing;

/// <summary>Something that can be sent, as often as it takes.</summary>
internal interface IProbeMessage
{
    HttpRequestMessage ToMessage();
}
