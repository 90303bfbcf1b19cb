package io.millrace.statistics.aggregate;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The 4096 registers of an UltraLogLog, eight in a {@code long}, so that two sets of them are merged eight registers at
 * a time. Bit for bit the registers that hash4j has, whose estimator is used.
 *
 * <p>A register is 0 while untouched. Else its upper six bits hold the highest position {@code u} that a hash has
 * reached, its lowest two whether {@code u - 1} and {@code u - 2} were reached.
 */
final class UltraLogLogRegisters {

    static final int REGISTERS = 1 << 12;

    private static final int PRECISION = 12;
    private static final int LANES = 8;
    private static final int LOWEST_POSITION = PRECISION - 1;
    private static final int LOWEST_REGISTER = LOWEST_POSITION << 2;

    private static final int SPARSE = 0;
    private static final int DENSE = 1;
    /** With more touched registers than this, a bitmap in front of them no longer pays. */
    private static final int MOST_SPARSE = REGISTERS - REGISTERS / LANES;

    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x80 * ONES;
    private static final long POSITIONS = 0x3f * ONES;

    private final long[] lanes;

    UltraLogLogRegisters() {
        this(new long[REGISTERS / LANES]);
    }

    private UltraLogLogRegisters(long[] lanes) {
        this.lanes = lanes;
    }

    /** Takes in a well mixed hash: its first 12 bits choose the register, the zeros after them the position. */
    void add(long hash) {
        var register = (int) (hash >>> Long.SIZE - PRECISION);
        var zeros = Long.numberOfLeadingZeros(~(~hash << PRECISION));
        var shift = (register & LANES - 1) * Byte.SIZE;
        var lane = register / LANES;
        var before = (int) (lanes[lane] >>> shift) & 0xff;
        var after = merged(before, LOWEST_POSITION + zeros << 2);
        lanes[lane] ^= (long) (before ^ after) << shift;
    }

    /** Two states of one register: the higher position, and what the lower one says of the two below it. */
    private static int merged(int one, int other) {
        var high = Math.max(one, other);
        var low = Math.min(one, other);
        var distance = (high >>> 2) - (low >>> 2);
        return high | (int) ((4L | low & 3) >>> distance) & 3;
    }

    void merge(UltraLogLogRegisters other) {
        var mine = lanes;
        var added = other.lanes;
        for (var i = 0; i < REGISTERS / LANES; i++) {
            mine[i] = merged(mine[i], added[i]);
        }
    }

    /** {@link #merged(int, int)} for eight registers at once, without a branch. */
    private static long merged(long one, long other) {
        var notLess = (one & ~other | ~(one ^ other) & (one | TOPS) - (other & ~TOPS)) & TOPS;
        var takeOne = (notLess << 1) - (notLess >>> 7);
        var high = one & takeOne | other & ~takeOne;
        var low = one ^ other ^ high;
        var distance = (high >>> 2 & POSITIONS) - (low >>> 2 & POSITIONS);
        var same = TOPS - distance & TOPS;
        var atMostOne = TOPS + ONES - distance & TOPS;
        var atMostTwo = TOPS + 2 * ONES - distance & TOPS;
        var ifSame = lowestTwo(same) & low;
        var ifOneApart = lowestTwo(atMostOne ^ same) & (2 * ONES | low >>> 1 & ONES);
        var ifTwoApart = (atMostTwo ^ atMostOne) >>> 7;
        return high | ifSame | ifOneApart | ifTwoApart;
    }

    private static long lowestTwo(long tops) {
        return tops >>> 7 | tops >>> 6;
    }

    /** The estimated number of different hashes. */
    double estimate() {
        return UltraLogLog.wrap(toByteArray()).getDistinctCountEstimate();
    }

    byte[] toByteArray() {
        var bytes = new byte[REGISTERS];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(lanes);
        return bytes;
    }

    UltraLogLogRegisters copy() {
        return new UltraLogLogRegisters(lanes.clone());
    }

    /** Writes all registers, or where many are untouched a bit for each and those that are not. */
    void writeTo(BinaryWriter out) {
        var registers = toByteArray();
        var touched = 0;
        for (var register : registers) {
            touched += register == 0 ? 0 : 1;
        }
        if (touched > MOST_SPARSE) {
            out.writeByte(DENSE);
            out.writeBytes(registers);
        } else {
            out.writeByte(SPARSE);
            writeSparse(out, registers);
        }
    }

    private static void writeSparse(BinaryWriter out, byte[] registers) {
        for (var i = 0; i < REGISTERS; i += LANES) {
            var bits = 0;
            for (var lane = 0; lane < LANES; lane++) {
                bits |= registers[i + lane] == 0 ? 0 : 1 << lane;
            }
            out.writeByte(bits);
        }
        for (var register : registers) {
            if (register != 0) {
                out.writeByte(register);
            }
        }
    }

    static UltraLogLogRegisters read(BinaryReader in) {
        var registers = switch (in.readByte()) {
            case DENSE -> in.readBytes(REGISTERS);
            case SPARSE -> readSparse(in);
            default -> throw new IllegalArgumentException("registers of a distinct count are of unknown form");
        };
        for (var register : registers) {
            if (register != 0 && (register & 0xff) < LOWEST_REGISTER) {
                throw new IllegalArgumentException("a distinct count has no register " + (register & 0xff));
            }
        }
        var lanes = new long[REGISTERS / LANES];
        ByteBuffer.wrap(registers).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(lanes);
        return new UltraLogLogRegisters(lanes);
    }

    private static byte[] readSparse(BinaryReader in) {
        var touched = in.readBytes(REGISTERS / LANES);
        var registers = new byte[REGISTERS];
        for (var i = 0; i < REGISTERS; i++) {
            if ((touched[i / LANES] >>> (i & LANES - 1) & 1) != 0) {
                registers[i] = (byte) in.readByte();
            }
        }
        return registers;
    }

    int footprintBytes() {
        return 32 + REGISTERS;
    }
}
