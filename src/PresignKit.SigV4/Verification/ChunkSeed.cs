using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4.Verification;

/// <summary>The first link of the chain of chunk signatures: the request's own signature, and key and scope to go on with.</summary>
internal sealed record ChunkSeed(SigningKey Key, string DateText, string Scope, string Signature)
{
    public override string ToString() => Scope;
}
