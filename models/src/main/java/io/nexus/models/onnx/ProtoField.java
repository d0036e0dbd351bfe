package io.nexus.models.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One field of a protobuf message.
 *
 * @param value of a varint or fixed field, else 0
 * @param bytes of a length-delimited field, else empty */
record ProtoField(int number, long value, byte[] bytes) {
    private static final byte[] NONE = {};

    /** Every field of a message in order.
     *
     * @throws IllegalArgumentException where the bytes are no message */
    static List<ProtoField> all(byte[] message) {
        Cursor cursor = new Cursor(message);
        List<ProtoField> fields = new ArrayList<>();
        while (cursor.position < message.length) {
            long tag = cursor.varint();
            fields.add(cursor.field((int) (tag >>> 3), (int) (tag & 7)));
        }
        return fields;
    }

    private static final class Cursor {
        private final byte[] message;
        private int position;

        Cursor(byte[] message) {
            this.message = message;
        }

        ProtoField field(int number, int wireType) {
            return switch (wireType) {
                case 0 -> new ProtoField(number, varint(), NONE);
                case 1 -> new ProtoField(number, fixed(Long.BYTES), NONE);
                case 2 -> new ProtoField(number, 0, block(varint()));
                case 5 -> new ProtoField(number, fixed(Integer.BYTES), NONE);
                default -> throw broken("wire type " + wireType);
            };
        }

        long varint() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                if (position >= message.length) {
                    throw broken("a number without end");
                }
                byte next = message[position++];
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw broken("a number of more than ten bytes");
        }

        private byte[] block(long length) {
            if (length < 0 || length > message.length - position) {
                throw broken("a field of " + length + " bytes");
            }
            position += (int) length;
            return Arrays.copyOfRange(message, position - (int) length, position);
        }

        private long fixed(int size) {
            byte[] block = block(size);
            long value = 0;
            for (int i = size - 1; i >= 0; i--) {
                value = (value << Byte.SIZE) | (block[i] & 0xff);
            }
            return value;
        }

        private IllegalArgumentException broken(String what) {
            return new IllegalArgumentException(what + " at byte " + position + " of " + message.length);
        }
    }
}
