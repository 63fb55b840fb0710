using System.Buffers;

namespace PresignKit.Manifests;

/// <summary>Encodes what is written to it as text of XML: URLs contain ampersands.</summary>
/// <param name="destination">Receives the text.</param>
internal sealed class EncodingWriter(IBufferWriter<byte> destination) : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);

    public void Advance(int count) => XmlText.Encode(_buffer.AsSpan(0, count), destination);

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > _buffer.Length)
        {
            Dispose();
            _buffer = ArrayPool<byte>.Shared.Rent(sizeHint);
        }

        return _buffer;
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        // The buffer has had signatures in it.
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = [];
    }
}
