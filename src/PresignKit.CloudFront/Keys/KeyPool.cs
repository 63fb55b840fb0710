using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PresignKit.CloudFront.Keys;

/// <summary>
/// Instances of one key, because one instance must not be used by several threads at the same time. There are as many as threads that sign at once.
/// </summary>
/// <param name="key">The key as PKCS #8. The pool owns it.</param>
/// <param name="create">Creates an instance without a key.</param>
internal sealed class KeyPool<T>(byte[] key, Func<T> create) : IDisposable
    where T : AsymmetricAlgorithm
{
    private readonly ConcurrentQueue<T> _spare = [];
    private volatile bool _isDisposed;

    public T Rent()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_spare.TryDequeue(out var spare))
        {
            return spare;
        }

        var instance = create();
        instance.ImportPkcs8PrivateKey(key, out _);
        return instance;
    }

    public void Return(T instance)
    {
        _spare.Enqueue(instance);
        if (_isDisposed)
        {
            Empty();
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        CryptographicOperations.ZeroMemory(key);
        Empty();
    }

    private void Empty()
    {
        while (_spare.TryDequeue(out var spare))
        {
            spare.Dispose();
        }
    }
}
