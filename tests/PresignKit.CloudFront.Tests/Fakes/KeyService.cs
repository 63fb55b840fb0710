using System.Security.Cryptography;

namespace PresignKit.CloudFront.Tests.Fakes;

/// <summary>A key service, which counts what it is asked.</summary>
internal sealed class KeyService(AsymmetricAlgorithm key) : ICloudFrontPolicySigner
{
    private int _calls;

    public int Calls => _calls;

    public Exception? Failure { get; set; }

    public byte[]? Answer { get; set; }

    public Task Waits { get; set; } = Task.CompletedTask;

    public async ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, HashAlgorithmName algorithm, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        await Task.Yield();
        await Waits;
        return Failure is { } failure ? throw failure : Answer ?? key switch
        {
            RSA rsa => rsa.SignHash(hash.Span, algorithm, RSASignaturePadding.Pkcs1),
            ECDsa ecdsa => ecdsa.SignHash(hash.Span, DSASignatureFormat.Rfc3279DerSequence),
            _ => throw new NotSupportedException(),
        };
    }
}
